using System.Net;
using System.Text.Json;
using Parquet;

namespace Browser.Tests.Tweets;

/// <summary>The dashboard's API: uploads, runs, rows, exports.</summary>
[Category("Machine")]
public class ServerTests
{
    private const string Header = "id,text,author,created_at\n";
    private TweetsServer server = null!;
    private TemporaryFolder data = null!;
    private DashboardClient client = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        data = new();
        server = await TweetsServer.StartOn(data.Path, "--Dashboard:LargestUpload=100 KB");
        client = new(server.Address);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        client.Dispose();
        await server.DisposeAsync();
        data.Dispose();
    }

    [Test]
    public async Task The_sample_is_classified_with_its_phases_and_figures()
    {
        var view = await client.Follow(await client.Sample());

        Assert.That(DashboardClient.State(view), Is.EqualTo("done"));
        Assert.That(view.GetProperty("tweets").GetInt64(), Is.EqualTo(2634));
        Assert.That(view.GetProperty("phases").GetProperty("writing").GetDouble(), Is.Positive);
        Assert.That(view.GetProperty("phases").EnumerateObject().Count(), Is.EqualTo(9));
        Assert.That(view.GetProperty("values").GetProperty("is_claim/true").GetInt64() + view.GetProperty("values").GetProperty("is_claim/false").GetInt64(), Is.EqualTo(2634));
    }

    [Test]
    public async Task The_summary_has_incidents_over_time_that_add_up()
    {
        var run = await client.Sample();
        var view = await client.Follow(run);

        var summary = await client.Get($"api/runs/{run}/summary");

        var counted = summary.GetProperty("timeline").GetProperty("incidents").EnumerateObject().Sum(kind => kind.Value.EnumerateArray().Sum(step => step.GetInt64()));
        Assert.That(counted, Is.EqualTo(2634 - view.GetProperty("values").GetProperty("incident/none").GetInt64()));
        Assert.That(summary.GetProperty("files").EnumerateArray().Select(file => file.GetString()), Is.EquivalentTo(new[] { "report.html", "report.md", "metrics.prom" }));
    }

    [Test]
    public async Task Rows_that_cannot_be_read_are_counted_and_listed_with_their_lines()
    {
        var run = await client.Begun(client.Upload($"{Header}1,Hello there,ada,\n2,,ada,\n3,only two\n4,Bye,ada,\n"));
        var view = await client.Follow(run);

        var summary = await client.Get($"api/runs/{run}/summary");

        Assert.That((view.GetProperty("tweets").GetInt64(), view.GetProperty("rejects").GetInt64()), Is.EqualTo((2, 2)));
        Assert.That(summary.GetProperty("rejects").EnumerateArray().Select(reject => (reject.GetProperty("line").GetString(), reject.GetProperty("code").GetString())), Is.EqualTo(new[] { ("3", "no_text"), ("4", "fields") }));
        Assert.That(await client.Http.GetStringAsync($"api/runs/{run}/files/rejects.csv"), Does.Contain("no_text"));
    }

    [TestCase("a,b\n1,2\n", "tweets.csv", "bad_file", "tweets.csv: line 1 has no column for the text")]
    [TestCase("", "tweets.csv", "bad_file", "tweets.csv: the file is empty")]
    [TestCase("id,text\n1,hello\n", "tweets.xlsx", "wrong_type", ".jsonl")]
    [TestCase("id,text\n1,hello\n", "tweets", "wrong_type", "'tweets'")]
    public async Task A_file_that_is_not_of_tweets_is_refused_at_once_and_leaves_nothing(string text, string name, string code, string detail)
    {
        var refused = await client.Refusal(client.Upload(text, name));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, code)));
        Assert.That(refused.Detail, Does.Contain(detail).And.Not.Contain(data.Path));
        Assert.That(Directory.EnumerateFiles(data["uploads"]), Is.Empty);
    }

    [Test]
    public async Task A_body_without_a_file_is_refused() =>
        Assert.That((await client.Refusal(client.Http.PostAsync("api/runs", new StringContent("id,text")))).Code, Is.EqualTo("missing_file"));

    [Test]
    public async Task An_upload_over_the_limit_is_refused_whether_or_not_it_says_its_length([Values] bool says)
    {
        var text = Header + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},A tweet of some words,ada,\n"));
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);

        var refused = await client.Refusal(client.Upload(says ? new ByteArrayContent(bytes) : new StreamContent(new Unseekable(bytes)), "tweets.csv"));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "too_large")));
        Assert.That(Directory.EnumerateFiles(data["uploads"]), Is.Empty);
    }

    [TestCase("../../../escape.csv", "escape.csv")]
    [TestCase(@"D:\mine\tweets.csv", "tweets.csv")]
    public async Task The_name_of_an_upload_is_shown_but_never_used(string name, string shown)
    {
        var run = await client.Begun(client.Upload($"{Header}1,Hello,ada,\n", name));

        var view = await client.Follow(run);

        Assert.That(view.GetProperty("run").GetProperty("name").GetString(), Is.EqualTo(shown));
        Assert.That(File.Exists(data[Path.Combine("runs", run, "input.csv")]), Is.True);
        Assert.That(Directory.EnumerateFiles(data.Path, "*escape*", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase("sentiment=negative&claim=true", "negative|True")]
    [TestCase("urgency=high&urgency=critical", "high,critical")]
    [TestCase("topic=billing", "billing")]
    [TestCase("incident=outage", "outage")]
    public async Task Filters_leave_the_rows_that_satisfy_all_of_them(string query, string wanted)
    {
        var run = await client.Sample();
        var values = (await client.Follow(run)).GetProperty("values");

        var page = await client.Get($"api/runs/{run}/tweets?{query}&size=200");

        var rows = page.GetProperty("rows").EnumerateArray().ToList();
        Assert.That(rows, Is.Not.Empty);
        Assert.That(rows.All(row => wanted switch
        {
            "negative|True" => row.GetProperty("sentiment").GetString() == "negative" && row.GetProperty("isClaim").GetBoolean(),
            "billing" => row.GetProperty("topics").EnumerateArray().Any(topic => topic.GetString() == "billing"),
            "outage" => row.GetProperty("incident").GetString() == "outage",
            _ => row.GetProperty("urgency").GetString() is "high" or "critical",
        }));
        if (wanted is "outage" or "billing")
        {
            Assert.That(page.GetProperty("total").GetInt64(), Is.EqualTo(values.GetProperty(wanted == "outage" ? "incident/outage" : "topics/billing").GetInt64()));
        }
    }

    [Test]
    public async Task Pages_follow_one_another_without_gaps()
    {
        var run = await client.Sample();
        await client.Follow(run);

        var first = await client.Get($"api/runs/{run}/tweets?q=ondelys&page=1&size=20");
        var second = await client.Get($"api/runs/{run}/tweets?q=ondelys&page=2&size=20");
        var both = await client.Get($"api/runs/{run}/tweets?q=OnDeLyS&page=1&size=40");

        Assert.That(Ids(first).Concat(Ids(second)), Is.EqualTo(Ids(both)));
        Assert.That(first.GetProperty("pages").GetInt32(), Is.EqualTo((first.GetProperty("total").GetInt32() + 19) / 20));
    }

    [TestCase("urgency=now", "urgency is 'now'. Allowed: low, medium, high, critical.")]
    [TestCase("claim=perhaps", "claim is 'perhaps'. Allowed: true, false.")]
    [TestCase("page=0", "page is '0'.")]
    public async Task A_filter_with_an_unknown_value_is_refused_with_the_allowed_ones(string query, string detail)
    {
        var run = await client.Begun(client.Upload($"{Header}1,Hello,ada,\n"));
        await client.Follow(run);

        var refused = await client.Refusal(client.Http.GetAsync($"api/runs/{run}/tweets?{query}"));

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.BadRequest, "bad_query")));
        Assert.That(refused.Detail, Does.StartWith(detail));
    }

    [Test]
    public async Task Exports_hold_the_filtered_rows_and_no_formulas()
    {
        var run = await client.Begun(client.Upload($"{Header}1,\"=HYPERLINK(\"\"x\"\")\",@ada,\n2,I am without network since noon,bob,\n"));
        await client.Follow(run);

        var csv = await client.Http.GetStringAsync($"api/runs/{run}/export?format=csv&q=hyperlink");
        var json = await client.Http.GetStringAsync($"api/runs/{run}/export?format=jsonl");
        var parquet = await client.Http.GetByteArrayAsync($"api/runs/{run}/export?format=parquet");

        Assert.That(csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2));
        Assert.That(csv, Does.Contain(",'@ada,").And.Contain("'=HYPERLINK"));
        Assert.That(json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()), Is.EqualTo(new[] { "1", "2" }));
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(parquet));
        Assert.That(reader.Schema.Fields.Select(field => field.Name), Does.Contain("sentiment"));
        Assert.That(Directory.EnumerateFiles(data["uploads"]), Is.Empty);
    }

    [Test]
    public async Task A_deleted_run_is_gone_from_the_list_and_from_the_disk()
    {
        var run = await client.Begun(client.Upload($"{Header}1,Hello,ada,\n"));
        await client.Follow(run);

        (await client.Http.DeleteAsync($"api/runs/{run}")).EnsureSuccessStatusCode();

        Assert.That((await client.Refusal(client.Http.GetAsync($"api/runs/{run}/tweets"))).Code, Is.EqualTo("unknown_run"));
        Assert.That(Directory.Exists(data[Path.Combine("runs", run)]), Is.False);
    }

    [TestCase("../run.json")]
    [TestCase("input.csv")]
    public async Task Only_the_named_files_of_a_run_can_be_fetched(string name)
    {
        var run = await client.Begun(client.Upload($"{Header}1,Hello,ada,\n"));
        await client.Follow(run);

        using var answer = await client.Http.GetAsync($"api/runs/{run}/files/{Uri.EscapeDataString(name)}");

        Assert.That(answer.IsSuccessStatusCode, Is.False);
    }

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("id").GetString());

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
