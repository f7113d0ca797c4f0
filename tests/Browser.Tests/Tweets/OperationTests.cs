using System.Globalization;
using System.Text.Json;
using Frugal;
using TweetPipeline.Web;

namespace Browser.Tests.Tweets;

/// <summary>What the people who run the server see: metrics, logs, settings.</summary>
[Category("Machine")]
public class OperationTests
{
    [Test]
    public async Task The_metrics_add_up_over_runs()
    {
        await using var server = await TweetsServer.Start();
        using var client = new DashboardClient(server.Address);
        Assert.That(await client.Http.GetStringAsync("metrics"), Does.Contain("classification_time_seconds_count 0\n"));

        for (var run = 1; run <= 2; run++)
        {
            await client.Follow(await client.Begun(client.Upload("id,text\n1,Hello there\n2,\n3,No network\n")));
        }

        var metrics = await client.Http.GetStringAsync("metrics");
        foreach (var line in new[] { "classification_time_seconds_count 4", "errors_total{stage=\"rejects\"} 2", "dashboard_runs_total{state=\"done\"} 2", "dashboard_queue_length 0" })
        {
            Assert.That(metrics.Split('\n'), Does.Contain(line));
        }

        foreach (var name in new[] { "tweets_per_second", "cache_hit_rate", "memory_usage_mb", "classification_time_seconds_sum" })
        {
            Assert.That(metrics, Does.Match($"(?m)^{name} [0-9.]+$"));
        }
    }

    [Test]
    public async Task Logs_are_JSON_for_thirty_days_and_hold_neither_tweets_nor_searches()
    {
        using var data = new TemporaryFolder();
        string Log(int daysAgo) => data[Path.Combine("logs", $"dashboard-{DateTime.Now.AddDays(-daysAgo).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.jsonl")];
        Directory.CreateDirectory(data["logs"]);
        foreach (var days in new[] { 28, 32 })
        {
            await File.WriteAllTextAsync(Log(days), "{}\n");
        }

        await using (var server = await TweetsServer.StartOn(data.Path))
        {
            using var client = new DashboardClient(server.Address);
            var run = await client.Begun(client.Upload("id,text\n1,a secret sentence\n"));
            await client.Follow(run);
            await client.Get($"api/runs/{run}/tweets?q=secret");
        }

        var files = Directory.GetFiles(data["logs"]);
        Assert.That(files, Does.Contain(Log(28)).And.Not.Contain(Log(32)));
        var lines = (await Task.WhenAll(files.Where(file => file != Log(28)).Select(file => File.ReadAllLinesAsync(file)))).SelectMany(line => line).ToList();
        Assert.That(lines.Select(line => JsonDocument.Parse(line).RootElement).Count(line => line.TryGetProperty("Id", out _)), Is.EqualTo(2));
        Assert.That(lines.Where(line => line.Contains("/tweets", StringComparison.Ordinal)), Has.Exactly(1).Contains("\"Client\":\"127.0.0.1\""));
        Assert.That(lines.Where(line => line.Contains("secret", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("ApiKey=short", "The setting Dashboard:ApiKey is '5 characters long'. Allowed: 16 to 256 characters, or nothing.")]
    [TestCase("RequestsPerMinute=0", "The setting Dashboard:RequestsPerMinute is '0'. Allowed: 1 to 1,000,000.")]
    [TestCase("Authority=http://login.example", "The setting Dashboard:Authority is 'http://login.example'. Allowed: an https address, or nothing.")]
    [TestCase("Proxies=here", "The setting Dashboard:Proxies is 'here'. Allowed: IP addresses separated by commas, or nothing.")]
    public void A_setting_that_is_not_allowed_is_named_with_what_is(string setting, string message)
    {
        using var data = new TemporaryFolder();

        var failure = Assert.Throws<FrugalException>(() => DashboardApp.Create([$"--Dashboard:Data={data.Path}", $"--Dashboard:{setting}"]));

        Assert.That(failure.Message, Is.EqualTo(message));
    }
}
