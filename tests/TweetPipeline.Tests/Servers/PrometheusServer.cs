using System.Globalization;
using System.Net;
using System.Text.Json;

namespace TweetPipeline.Tests.Servers;

/// <summary>The system's Prometheus with the configuration of <c>deploy/tweet-pipeline</c>, which it reads every second instead of every fifteen.</summary>
internal sealed class PrometheusServer : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly OwnServer server;
    private readonly HttpClient client;

    /// <param name="dashboard">Host and port of the dashboard, instead of the container's.</param>
    /// <param name="key">The dashboard's key.</param>
    public PrometheusServer(string dashboard, string key)
    {
        var deployed = Tree.At("deploy", "tweet-pipeline", "prometheus");
        var port = OwnServer.FreePort();
        File.Copy(Path.Combine(deployed, "alerts.yml"), folder["alerts.yml"]);
        var configuration = folder.Write("prometheus.yml", Changed(File.ReadAllText(Path.Combine(deployed, "prometheus.yml")), new()
        {
            ["scrape_interval: 15s"] = "scrape_interval: 1s",
            ["/run/secrets/api-key"] = folder.Write("api-key", key),
            ["\"dashboard:8080\""] = $"\"{dashboard}\"",
            ["\"localhost:9090\""] = $"\"127.0.0.1:{port}\"",
        }));
        client = new() { BaseAddress = new($"http://127.0.0.1:{port}/"), Timeout = Patience.Longest(TimeSpan.FromSeconds(10)) };
        try
        {
            server = OwnServer.Start("prometheus", [$"--config.file={configuration}", $"--storage.tsdb.path={folder["data"]}", $"--web.listen-address=127.0.0.1:{port}"]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            MissingTool.Report("prometheus is not installed.");
            throw;
        }
    }

    /// <summary>Waits until a query has a value of this kind; returns the value.</summary>
    /// <param name="query">In the language of Prometheus.</param>
    /// <param name="wanted">Whether a value is the one that is waited for.</param>
    public async Task<double> UntilAsync(string query, Func<double, bool> wanted)
    {
        var patience = Patience.For(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await ValueAsync(query) is { } value && wanted(value))
            {
                return value;
            }

            Assert.That(server.HasExited, Is.False, server.Text);
            Assert.That(patience.IsOver, Is.False, $"No such value of {query}. Prometheus wrote: {server.Text}");
            await Task.Delay(100);
        }
    }

    public void Dispose()
    {
        server.Dispose();
        client.Dispose();
        folder.Dispose();
    }

    /// <summary>The value of a query with one result; null for none, or while Prometheus starts.</summary>
    private async Task<double?> ValueAsync(string query)
    {
        try
        {
            using var answer = await client.GetAsync($"api/v1/query?query={Uri.EscapeDataString(query)}");
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return null;
            }

            var results = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("data").GetProperty("result");
            return results.GetArrayLength() == 1 ? double.Parse(results[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Changed(string text, Dictionary<string, string> changes)
    {
        foreach (var (old, now) in changes)
        {
            Assert.That(text, Does.Contain(old), "the deployed configuration");
            text = text.Replace(old, now, StringComparison.Ordinal);
        }

        return text;
    }
}
