namespace Browser.Tests.Tweets;

/// <summary>A test of the dashboard's page. The tests of a fixture share its server, and find the runs of those before.</summary>
public abstract class TweetsTest : BrowserTest
{
    private TweetsServer server = null!;

    protected virtual string[] Settings => [];

    [OneTimeSetUp]
    public virtual async Task StartServer() => server = await TweetsServer.Start(Settings);

    [OneTimeTearDown]
    public virtual async Task StopServer() => await server.DisposeAsync();

    /// <summary>The address of the fixture's server.</summary>
    protected string ServerAddress => server.Address;

    protected override Task<string> OpenAddress() => Task.FromResult(server.Address);

    /// <summary>Opens the page, its runs shown.</summary>
    protected async Task Visit()
    {
        await Page.GotoAsync(Address);
        await Ready();
    }

    protected Task Ready() => Expect(Page.Locator("html")).ToHaveAttributeAsync("data-ready", "true");

    /// <summary>Chooses a file by the picker.</summary>
    protected Task Choose(string text, string name = "tweets.csv") => Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });

    /// <summary>Classifies the sample, and waits for its tweets.</summary>
    protected async Task Sample()
    {
        await Page.Locator("#start [data-sample]").ClickAsync();
        await Expect(Page.Locator("#found")).ToHaveTextAsync("2,634 of 2,634 tweets");
    }

    protected ILocator Filter(string name) => Page.Locator($"#filters [name={name}]");

    protected ILocator Tile(string name) => Page.Locator($"#tiles [data-figure={name}] dd");

    protected ILocator Found => Page.Locator("#found");

    protected ILocator Problem => Page.Locator("#problem");

    protected ILocator State => Page.Locator("#run-note .state");
}
