using System.Text.RegularExpressions;

namespace House.Tests.Deployment;

/// <summary>The rules for the two images; neither is built here.</summary>
public partial class ImageTests
{
    private static readonly string[] Dockerfiles = ["Dockerfile", "backup/Dockerfile"];

    [TestCaseSource(nameof(Dockerfiles))]
    public void An_image_runs_as_an_ordinary_user(string file)
    {
        var last = Instructions(file).Last(line => line.StartsWith("USER ", StringComparison.Ordinal));

        Assert.That(last, Is.EqualTo("USER 1654").Or.EqualTo("USER $APP_UID"));
        Assert.That(Instructions(file).SkipWhile(line => line != last).Any(line => line.StartsWith("RUN ", StringComparison.Ordinal)), Is.False, "what runs after USER would be written by that user");
    }

    [TestCaseSource(nameof(Dockerfiles))]
    public void An_image_holds_no_secret(string file) =>
        Assert.That(Instructions(file).Where(line => Secret().IsMatch(line)), Is.Empty);

    [TestCaseSource(nameof(Dockerfiles))]
    public void Its_base_has_a_version(string file) =>
        Assert.That(Instructions(file).Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)), Is.All.Match("^FROM [^ ]+:[^ ]+").And.None.Contains(":latest"));

    [Test]
    public void What_it_copies_is_there() =>
        Assert.That(DeploymentFiles.Named(".sh"), Is.EquivalentTo(new[] { "backup/backup.sh", "backup/daily.sh", "backup/restore.sh" }));

    /// <summary>Every image that the files name has a version, except those that are built here.</summary>
    [Test]
    public void No_image_is_named_without_its_version()
    {
        var images = DeploymentFiles.Named(".yaml").SelectMany(file => Image().Matches(DeploymentFiles.Read(file)).Select(match => match.Groups[1].Value)).Distinct().ToList();

        Assert.That(images.Where(image => !image.StartsWith("tweet-pipeline", StringComparison.Ordinal)), Is.All.Match(@":v?\d").And.Not.Empty);
    }

    private static IEnumerable<string> Instructions(string file) =>
        Regex.Replace(DeploymentFiles.Read(file), @"\\\r?\n\s*", " ").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    [GeneratedRegex("password|secret|token|api_?key|credential", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\s*image: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Image();
}
