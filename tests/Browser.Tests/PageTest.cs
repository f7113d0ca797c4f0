using Browser.Tests.Shop;

namespace Browser.Tests;

/// <summary>A test of the lab's page against a shop of its own, a stub where the test does not say otherwise.</summary>
public abstract class PageTest : BrowserTest
{
    protected StubShop Shop { get; private set; } = null!;

    protected override async Task<string> OpenAddress()
    {
        Shop = await StubShop.Start();
        return Shop.Address;
    }

    protected override ValueTask CloseAddress() => Shop.DisposeAsync();

    /// <summary>Opens the page, its samples shown.</summary>
    protected async Task Visit()
    {
        await Page.GotoAsync(Address);
        await Expect(Page.Locator("#samples li")).Not.ToHaveCountAsync(0);
    }

    /// <summary>Chooses a file by the picker.</summary>
    protected Task Choose(byte[] file, string name = "photo.jpg", string type = "image/jpeg") =>
        Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = file });

    /// <summary>Searches with the first sample and waits for the articles.</summary>
    protected async Task SearchSample()
    {
        await Page.Locator("#samples button").First.ClickAsync();
        await Found();
    }

    protected Task Found() => Expect(Page.Locator("#articles li")).ToHaveCountAsync(10);

    protected ILocator Status => Page.Locator("#status");

    protected ILocator Problem => Page.Locator("#problem");

    protected ILocator Title => Page.Locator("#answer-title");
}
