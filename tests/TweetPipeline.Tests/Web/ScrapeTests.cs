using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TweetPipeline.Tests.Servers;
using TweetPipeline.Web;

namespace TweetPipeline.Tests.Web;

/// <summary>Prometheus, as it is deployed, reads the dashboard's figures.</summary>
[Category("Slow"), Category("Machine")]
public class ScrapeTests
{
    private const string Key = "a key for Prometheus";

    private TemporaryFolder folder = null!;
    private WebApplication dashboard = null!;
    private HttpClient client = null!;

    [OneTimeSetUp]
    public async Task StartDashboard()
    {
        folder = new();
        dashboard = DashboardApp.Create(["--urls=http://127.0.0.1:0", $"--Dashboard:Data={folder.Path}", $"--Dashboard:ApiKey={Key}", "--Dashboard:Model=none", "--Dashboard:Console=Fatal"]);
        await dashboard.StartAsync();
        client = new() { BaseAddress = new(dashboard.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/") };
    }

    [OneTimeTearDown]
    public async Task StopDashboard()
    {
        client.Dispose();
        await dashboard.StopAsync();
        await dashboard.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task Prometheus_reads_the_figures_of_a_run()
    {
        using var prometheus = new PrometheusServer(client.BaseAddress!.Authority, Key);
        await prometheus.UntilAsync("up{job=\"dashboard\"}", value => value == 1);

        await ClassifySample();

        await prometheus.UntilAsync("dashboard_runs_total{state=\"done\"}", value => value == 1);
        var times = await prometheus.UntilAsync("classification_time_seconds_count", value => value > 0);
        Assert.That(times, Is.EqualTo(2634), "tweets whose time was counted");
        Assert.That(await prometheus.UntilAsync("tweets_per_second", value => value > 0), Is.GreaterThan(10));
        Assert.That(await prometheus.UntilAsync("memory_usage_mb", value => value > 0), Is.GreaterThan(20));
        Assert.That(await prometheus.UntilAsync("sum(errors_total)", _ => true), Is.Zero);
    }

    [Test]
    public async Task With_a_wrong_key_the_dashboard_is_down_for_Prometheus()
    {
        using var prometheus = new PrometheusServer(client.BaseAddress!.Authority, "another key");

        await prometheus.UntilAsync("scrape_samples_scraped{job=\"dashboard\"}", value => value == 0);
        await prometheus.UntilAsync("up{job=\"dashboard\"}", value => value == 0);
    }

    private async Task ClassifySample()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/runs/sample");
        request.Headers.Add("X-Api-Key", Key);
        using var answer = await client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
    }
}
