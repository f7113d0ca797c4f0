using Frugal;
using Npgsql;
using TweetPipeline.Operations;
using TweetPipeline.Reading;
using TweetPipeline.Tweets;
using TweetPipeline.Writing;

namespace TweetPipeline.Tests.Writing;

/// <summary>Results in PostgreSQL: each tweet once, whatever happens to the run or to the server.</summary>
[Category("Slow"), Category("Machine")]
public class PostgresTests
{
    private const int Tweets = 3000;

    private PostgresServer postgres = null!;
    private TemporaryFolder folder = null!;
    private string input = "";
    private List<TweetResult> expected = [];

    [OneTimeSetUp]
    public async Task StartServer()
    {
        postgres = PostgresServer.Start();
        folder = new TemporaryFolder();
        input = Run.Tweets(folder, Tweets);
        await File.AppendAllTextAsync(input, "only one cell\r\n");
        await Run.WithAsync(Run.Options(folder, input, "files") with { Formats = ["jsonl"] });
        expected = [.. RowFormats.Read(folder["files/results.jsonl"])];
    }

    [OneTimeTearDown]
    public void StopServer()
    {
        postgres?.Dispose();
        folder?.Dispose();
    }

    [Test]
    public async Task The_rows_are_those_of_the_files()
    {
        var options = Options("rows");

        await RunAsync(options);

        Assert.That(Rows("rows"), Is.EqualTo(expected.Select(Text)));
        Assert.That(Number("select count(*) from tweet_rejects where run = 'rows'"), Is.EqualTo(1));
        Assert.That(Number("select count(*) from tweet_runs where run = 'rows' and complete and tweets = 3000 and rejects = 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_run_replaces_the_earlier_one_of_its_name_and_no_other()
    {
        await RunAsync(Options("again"));
        await RunAsync(Options("other"));
        await RunAsync(Options("again"));

        Assert.That(Rows("again"), Is.EqualTo(expected.Select(Text)));
        Assert.That(Rows("other"), Has.Count.EqualTo(Tweets));
    }

    [Test]
    public async Task A_run_resumes_after_its_server_crashed()
    {
        using var own = PostgresServer.Start();
        var options = Options("killed") with { Postgres = own.Settings };
        var store = new Breaking(Open(options), after: 15, own.Crash);

        Assert.That(async () => await Run.WithAsync(options, store: store), Throws.TypeOf<FrugalException>().With.Message.Contains("--resume"));
        own.StartAgain();
        var stored = Number("select count(*) from tweet_results", own.Settings);
        await RunAsync(options with { Resume = true });

        Assert.That(stored, Is.EqualTo(15 * options.BlockSize), "whole blocks");
        Assert.That(Rows("killed", own.Settings), Is.EqualTo(expected.Select(Text)));
    }

    [Test]
    public void Two_programs_do_not_store_one_run()
    {
        using var first = Open(Options("twice"));

        Assert.That(() => Open(Options("twice")), Throws.TypeOf<FrugalException>().With.Message.Contains("Another program stores the run twice"));
        Assert.That(() => Open(Options("twice else")).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Another_input_or_other_settings_are_not_resumed()
    {
        Open(Options("half")).Dispose();
        File.WriteAllText(folder["other.csv"], "id,text\r\n1,a\r\n");

        Assert.That(() => Open(Options("half") with { Input = folder["other.csv"], Resume = true }), Throws.TypeOf<FrugalException>().With.Message.Contains("other.csv"));
        Assert.That(() => Open(Options("half") with { BlockSize = 7, Resume = true }), Throws.TypeOf<FrugalException>().With.Message.Contains("block 7"));
    }

    [TestCase("Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d", "127.0.0.1:1")]
    [TestCase("no settings", "Host=...")]
    public void A_database_that_cannot_be_opened_is_named_without_its_password(string settings, string named) =>
        Assert.That(() => Open(Options("none") with { Postgres = settings }), Throws.TypeOf<FrugalException>().With.Message.Contains(named).And.Message.Not.Contains("secret"));

    private RunOptions Options(string name) => Run.Options(folder, input, "report") with { Postgres = postgres.Settings, Name = name };

    private static PostgresResultStore Open(RunOptions options)
    {
        using var parts = PipelineParts.Open(options, new RunFigures());
        return PostgresResultStore.Open(options, parts.Fingerprint(options));
    }

    private static Task RunAsync(RunOptions options) => Run.WithAsync(options, store: Open(options));

    private static string Text(TweetResult row)
    {
        using var writer = new StringWriter();
        RowFormats.WriteJson(writer, row);
        return writer.ToString().TrimEnd();
    }

    private List<string> Rows(string run, string? settings = null)
    {
        using var connection = new NpgsqlConnection(settings ?? postgres.Settings);
        connection.Open();
        using var command = new NpgsqlCommand("select id, created_at, author, language, text, sentiment, is_claim, urgency, topics, incident, confidence, source, fallbacks, duplicate_of from tweet_results where run = $1 order by place", connection)
        { Parameters = { new() { Value = run } } };
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(Text(new(
                new(0, reader.GetString(0), reader.GetString(4)) { CreatedAt = reader.GetString(1), Author = reader.GetString(2), Language = reader.GetString(3) },
                new(
                    new(
                        KpiNames.Sentiment(reader.GetString(5))!.Value, reader.GetBoolean(6), KpiNames.Urgency(reader.GetString(7))!.Value,
                        KpiNames.Topics(reader.GetString(8).Split('|', StringSplitOptions.RemoveEmptyEntries))!.Value, KpiNames.Incident(reader.GetString(9))!.Value, reader.GetFloat(10)),
                    KpiNames.Source(reader.GetString(11))!.Value, KpiNames.MarksOf(reader.GetString(12))),
                reader.GetString(13))));
        }

        return rows;
    }

    private long Number(string sql, string? settings = null)
    {
        using var connection = new NpgsqlConnection(settings ?? postgres.Settings);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A store whose server is killed after some blocks.</summary>
    private sealed class Breaking(PostgresResultStore store, int after, Action kill) : IResultStore
    {
        private int blocks;

        public ReadPosition Position => store.Position;

        public (long Tweets, long Rejects) Stored => store.Stored;

        public IEnumerable<TweetResult> Earlier() => store.Earlier();

        public void Append(IReadOnlyList<TweetResult> results, IReadOnlyList<Reject> rejects, ReadPosition position)
        {
            if (blocks++ == after)
            {
                kill();
            }

            store.Append(results, rejects, position);
        }

        public void Complete() => store.Complete();

        public void Dispose() => store.Dispose();
    }
}
