using System.Text.Json;
using Frugal.Cli.Commands;

namespace Frugal.Cli.Tests.Data;

[NonParallelizable]   // sets environment variables
public class DataCommandTests
{
    private readonly Dictionary<string, string?> before = [];
    private TemporaryFolder folder;

    [SetUp]
    public void SetUp()
    {
        folder = new();
        foreach (var (name, value) in new[] { ("FRUGAL_CACHE", folder["cache"]), ("FRUGAL_MIRROR", folder["mirror"]) })
        {
            before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [TearDown]
    public void TearDown()
    {
        foreach (var (name, value) in before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        folder.Dispose();
    }

    [Test]
    public void List_says_what_there_is_and_where()
    {
        folder.Write("mirror/clothing-small/train/hat/a.jpg", "x");

        var (code, output, _) = Run("data", "list", "--json");

        using var json = JsonDocument.Parse(output);
        var rows = json.RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);
        Assert.That(code, Is.Zero);
        Assert.That(rows.Keys, Is.EqualTo(new[] { "clothing-small", "garments", "dialogues", "support-tweets", "tweeteval" }));
        Assert.That(rows["tweeteval"].GetProperty("tasks").GetProperty("irony").GetProperty("splits").GetProperty("validation").GetInt32(), Is.EqualTo(955));
        Assert.That(rows["clothing-small"].GetProperty("origin").GetString(), Is.EqualTo("mirror"));
        Assert.That(rows["clothing-small"].GetProperty("splits").GetProperty("test").GetInt32(), Is.EqualTo(372));
        Assert.That(rows["garments"].GetProperty("generated").GetBoolean(), Is.True);
        Assert.That(rows["garments"].GetProperty("origin").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Get_takes_the_mirror_and_draws_nothing_in_advance()
    {
        folder.Write("mirror/clothing-small/train/hat/a.jpg", "x");

        Assert.That(Run("data", "get", "clothing-small"), Is.EqualTo((0, $"clothing-small: mirror {folder["mirror/clothing-small"]}\n", "")));
        Assert.That(Run("data", "get", "garments"), Is.EqualTo((0, "garments is generated on demand; there is nothing to download.\n", "")));
    }

    [Test]
    public void Get_writes_generated_tweets_to_a_file()
    {
        var (csv, json) = (folder["tweets.csv"], folder["tweets.jsonl"]);

        Assert.That(Run("data", "get", "support-tweets").Output, Is.EqualTo("support-tweets is generated on demand; there is nothing to download. Write it to a file with 'frugal data get support-tweets --output FILE.csv'.\n"));
        Assert.That(Run("data", "get", "support-tweets", "-o", csv), Is.EqualTo((0, $"{csv}: 2,634 tweets, generated (seed 1)\n", "")));
        Assert.That(Run("data", "get", "support-tweets", "-o", json, "--count", "7", "--seed", "3", "--held-out"), Is.EqualTo((0, $"{json}: 7 tweets, generated (seed 3)\n", "")));
        Assert.That(File.ReadLines(json).Count(), Is.EqualTo(7));
        Assert.That(Run("data", "get", "garments", "-o", csv).Error, Is.EqualTo("frugal: garments: --output writes generated tweets only. Choose one of: support-tweets.\n"));
        Assert.That(Run("data", "get", "support-tweets", "-o", folder["tweets.txt"]).Error, Does.EndWith("Give a name that ends in .csv or .jsonl.\n"));
    }

    [Test]
    public void Verify_fails_in_one_line_where_the_files_differ()
    {
        folder.Write("mirror/clothing-small/train/hat/a.jpg", "x");

        var (code, output, error) = Run("data", "verify", "clothing-small");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.StartWith($"frugal: {folder["mirror/clothing-small"]}: the manifest SHA-256 is").And.EndWith("Copy the mirror's files again.\n"));
        Assert.That(error.Split('\n'), Has.Length.EqualTo(2));
    }

    [Test]
    public void Verify_says_what_is_not_there()
    {
        Assert.That(Run("data", "verify"), Is.EqualTo((0, "No data set on disk. Download one with 'frugal data get NAME'.\n", "")));
        Assert.That(Run("data", "verify", "clothing-small").Error, Is.EqualTo("frugal: clothing-small is not on disk. Download it with 'frugal data get clothing-small'.\n"));
        Assert.That(Run("data", "verify", "hats").Error, Does.StartWith("frugal: Unknown data set 'hats'."));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => CommandRun.Of(DataCommand.Create(), arguments);
}
