namespace Browser.Tests.Page;

/// <summary>For eyes that moving things make ill.</summary>
public class StillTests : PageTest
{
    protected override BrowserNewContextOptions Options => new(base.Options) { ReducedMotion = ReducedMotion.Reduce };

    [Test]
    public async Task Nothing_moves_where_less_motion_is_asked_for()
    {
        var busy = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        Shop.OnPredict = async _ =>
        {
            busy.TrySetResult();
            await go.Task;
            return null;
        };
        await Visit();
        await Page.Locator("#samples button").First.ClickAsync();
        await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(busy.Task, "the request");
        var whileBusy = await Page.EvaluateAsync<int>("document.getAnimations().length");
        go.SetResult();
        await Found();

        Assert.That((whileBusy, await Page.EvaluateAsync<int>("document.getAnimations().length")), Is.EqualTo((0, 0)));
    }
}
