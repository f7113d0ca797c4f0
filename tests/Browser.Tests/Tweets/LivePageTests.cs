namespace Browser.Tests.Tweets;

/// <summary>A test of a run that asks a language model, which answers when the test allows.</summary>
public abstract class LiveTest : TweetsTest
{
    internal StubLanguageServer Language { get; private set; } = null!;

    protected override string[] Settings => Language.Settings;

    public override async Task StartServer()
    {
        Language = await StubLanguageServer.Start();
        await base.StartServer();
    }

    public override async Task StopServer()
    {
        await base.StopServer();
        await Language.DisposeAsync();
    }
}

/// <summary>A run that goes on under the eyes of the page.</summary>
public class LivePageTests : LiveTest
{
    [Test]
    public async Task Phases_and_figures_move_while_the_run_goes_on_and_it_can_be_cancelled()
    {
        Language.Allow(250);   // two blocks
        await Visit();
        await Page.Locator("#start [data-sample]").ClickAsync();

        await Expect(State).ToHaveTextAsync("running");
        await Expect(Tile("tweets")).ToHaveTextAsync("1,024");
        await Expect(Page.Locator("#share")).ToBeVisibleAsync();
        await Expect(Page.Locator("#phases li").Filter(new() { HasText = "Read" })).ToHaveClassAsync("done");
        await Expect(Page.Locator("[data-chart=sentiment]")).ToBeVisibleAsync();
        await Expect(Page.Locator("#tweets")).ToBeHiddenAsync();
        await Screenshot("tweets-live", whole: false);
        await Page.ReloadAsync();
        await Expect(Tile("tweets")).ToHaveTextAsync("1,024");
        await Button("Cancel").ClickAsync();

        await Expect(State).ToHaveTextAsync("cancelled");
        await Expect(Found).ToHaveTextAsync("1,024 of 1,024 tweets");
        await Expect(Page.Locator("#run-list .state").First).ToHaveTextAsync("cancelled");
    }
}

/// <summary>A run that ends.</summary>
public class EndPageTests : LiveTest
{
    [Test]
    public async Task The_end_of_a_run_is_announced_and_its_tweets_appear()
    {
        await Visit();
        await Page.Locator("#start [data-sample]").ClickAsync();
        await Expect(State).ToHaveTextAsync("running");

        Language.Allow(10_000);

        await Expect(Page.Locator("#status")).ToContainTextAsync("2,634");
        await Expect(State).ToHaveTextAsync("done");
        await Expect(Page.Locator("#run-note")).ToContainTextAsync("balanced");
    }
}
