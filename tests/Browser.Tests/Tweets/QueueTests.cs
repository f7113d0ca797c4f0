using System.Net;

namespace Browser.Tests.Tweets;

/// <summary>Runs one after the other, cancelled, and taken up again by another server.</summary>
[Category("Machine")]
public class QueueTests
{
    private const int SomeBlocks = 250;   // two blocks ask about 100 tweets each

    [Test]
    public async Task Runs_wait_for_one_another_and_one_that_waits_can_be_cancelled()
    {
        await using var language = await StubLanguageServer.Start();
        await using var server = await TweetsServer.Start([.. language.Settings, "--Dashboard:QueueLength=1"]);
        using var client = new DashboardClient(server.Address);
        var first = await client.Sample();
        await client.Follow(first, view => DashboardClient.State(view) == "running");

        var second = await client.Sample();
        var waiting = await client.Get($"api/runs/{second}");
        var refused = await client.Refusal(client.Http.PostAsync("api/runs/sample", null));
        using var ready = await client.Http.GetAsync("health/ready");
        (await client.Http.PostAsync($"api/runs/{second}/cancel", null)).EnsureSuccessStatusCode();
        (await client.Http.PostAsync($"api/runs/{first}/cancel", null)).EnsureSuccessStatusCode();

        Assert.That((DashboardClient.State(waiting), waiting.GetProperty("waiting").GetInt32()), Is.EqualTo(("queued", 1)));
        Assert.That((refused.Status, refused.Code, ready.StatusCode), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "busy", HttpStatusCode.ServiceUnavailable)));
        Assert.That(DashboardClient.State(await client.Follow(first)), Is.EqualTo("cancelled"));
        Assert.That(DashboardClient.State(await client.Follow(second)), Is.EqualTo("cancelled"));
    }

    [Test]
    public async Task A_cancelled_run_keeps_the_tweets_that_were_classified()
    {
        await using var language = await StubLanguageServer.Start();
        await using var server = await TweetsServer.Start(language.Settings);
        using var client = new DashboardClient(server.Address);
        language.Allow(SomeBlocks);
        var run = await client.Sample();
        await client.Follow(run, view => view.GetProperty("tweets").GetInt64() >= 1024);

        (await client.Http.PostAsync($"api/runs/{run}/cancel", null)).EnsureSuccessStatusCode();
        var view = await client.Follow(run);

        Assert.That(DashboardClient.State(view), Is.EqualTo("cancelled"));
        Assert.That((await client.Get($"api/runs/{run}/tweets")).GetProperty("total").GetInt64(), Is.EqualTo(view.GetProperty("tweets").GetInt64()).And.InRange(1024, 2633));
    }

    [Test]
    public async Task A_server_that_starts_again_goes_on_with_the_run_and_keeps_those_that_are_done()
    {
        using var data = new TemporaryFolder();
        await using var language = await StubLanguageServer.Start();
        string run, done;
        await using (var server = await TweetsServer.StartOn(data.Path, language.Settings))
        {
            using var client = new DashboardClient(server.Address);
            done = await client.Begun(client.Upload("id,text\n1,Hello there\n", query: "?mode=fast"));
            await client.Follow(done);
            language.Allow(SomeBlocks);
            run = await client.Sample();
            await client.Follow(run, view => view.GetProperty("tweets").GetInt64() >= 1024);
        }

        language.Allow(10_000);
        await using (var server = await TweetsServer.StartOn(data.Path, language.Settings))
        {
            using var client = new DashboardClient(server.Address);
            var view = await client.Follow(run);

            Assert.That((DashboardClient.State(view), view.GetProperty("tweets").GetInt64()), Is.EqualTo(("done", 2634)));
            Assert.That((await client.Http.GetStringAsync($"api/runs/{run}/export?format=jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2634).And.Unique);
            Assert.That((await client.Get($"api/runs/{done}/summary")).GetProperty("view").GetProperty("tweets").GetInt64(), Is.EqualTo(1));
        }
    }
}
