namespace Browser.Tests.Page;

/// <summary>While the page works: what it does, how far it is, and the way out.</summary>
public class ProgressTests : PageTest
{
    [Test]
    public async Task The_bar_follows_the_upload()
    {
        await Visit();
        await Page.EvaluateAsync("() => { window.seen = []; new MutationObserver(() => seen.push(document.querySelector('#progress').value)).observe(document.querySelector('#progress'), { attributes: true }); }");
        var network = await Context.NewCDPSessionAsync(Page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = 30_000,
        });

        await Choose(Photos.Large(1200, 1200));
        await Found();

        var seen = await Page.EvaluateAsync<double[]>("seen");
        Assert.That(seen.Count(value => value is > 0 and < 100), Is.GreaterThan(0), string.Join(' ', seen));
        Assert.That(seen.Where(value => value > 0), Is.Ordered);
    }

    [Test]
    public async Task A_search_is_cancelled_and_focus_stays_on_the_page()
    {
        var reached = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        Shop.OnPredict = context => Wait(context, reached, gone);
        await Visit();
        await Page.Locator("#samples button").First.ClickAsync();
        await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(reached.Task, "the request");
        await Expect(Page.Locator(".spinner")).ToBeVisibleAsync();
        await Screenshot("desktop-busy", whole: false);

        await Button("Cancel").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");

        await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(gone.Task, "the end of the request");
        await Expect(Page.Locator("#busy")).ToBeHiddenAsync();
        await Expect(Status).ToHaveTextAsync("Cancelled.");
        await Expect(Button("Choose a photo")).ToBeFocusedAsync();
        await Expect(Problem).ToBeEmptyAsync();
    }

    [Test]
    public async Task Escape_cancels()
    {
        var reached = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        Shop.OnPredict = context => Wait(context, reached, gone);
        await Visit();
        await Page.Locator("#samples button").First.ClickAsync();
        await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(reached.Task, "the request");

        await Page.Keyboard.PressAsync("Escape");

        await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(gone.Task, "the end of the request");
        await Expect(Status).ToHaveTextAsync("Cancelled.");
    }

    [Test]
    public async Task A_slow_server_is_said_to_be_slow()
    {
        await Page.Clock.InstallAsync();
        var reached = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        Shop.OnPredict = context => Wait(context, reached, gone);
        await Visit();
        await Page.Locator("#samples button").First.ClickAsync();
        await Expect(Page.Locator("#phase")).ToHaveTextAsync("Looking");

        await Page.Clock.FastForwardAsync(7_000);

        await Expect(Page.Locator("#phase")).ToHaveTextAsync("Still looking: the server is slow");
        await Expect(Status).ToHaveTextAsync("Still looking: the server is slow");
    }

    /// <summary>Holds the answer back until the browser hangs up.</summary>
    private static async Task<Microsoft.AspNetCore.Http.IResult?> Wait(Microsoft.AspNetCore.Http.HttpContext context, TaskCompletionSource reached, TaskCompletionSource gone)
    {
        reached.TrySetResult();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => gone.TrySetResult(), TaskScheduler.Default);
        return null;
    }
}
