namespace Browser.Tests.Assistant;

/// <summary>A test of the chatbot's page against its own server and a made-up model.</summary>
public abstract class AssistantTest : BrowserTest
{
    protected AssistantServer Server { get; private set; } = null!;

    protected virtual string[] Settings => ["--mode", "gguf-q4_k_m"];

    protected virtual bool Quantised => false;

    protected override async Task<string> OpenAddress()
    {
        Server = await AssistantServer.Start(Quantised, Settings);
        return Server.Address;
    }

    protected override async ValueTask CloseAddress() => await Server.DisposeAsync();

    /// <summary>Opens the page, its modes shown.</summary>
    protected async Task Visit()
    {
        await Page.GotoAsync(Address);
        await Expect(Page.Locator("#modes label")).ToHaveCountAsync(5);
    }

    protected async Task Ask(string question)
    {
        await Page.Locator("#question").FillAsync(question);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Waits for the whole answer of the number, counted from 0.</summary>
    protected async Task Answered(int number = 0)
    {
        await Expect(Answer(number)).ToContainTextAsync(StubModel.Answer);
        await Expect(Page.Locator("#send")).ToBeVisibleAsync();
    }

    protected ILocator Answer(int number = 0) => Page.Locator("#messages .assistant").Nth(number);

    protected ILocator Mode(string name) => Page.Locator($"#modes [value='{name}']");

    protected ILocator Problem => Page.Locator("#problem");
}
