namespace Browser.Tests.Page;

/// <summary>A browser that speaks French.</summary>
public class FrenchBrowserTests : PageTest
{
    protected override BrowserNewContextOptions Options => new(base.Options) { Locale = "fr-FR" };

    [Test]
    public async Task The_page_speaks_the_browsers_language()
    {
        await Visit();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Trouvez-le par sa photo");

        await SearchSample();

        await Expect(Status).ToHaveTextAsync("Robe, 93 %. Articles semblables : 10.");
        await Page.GetByRole(AriaRole.Radio, new() { Name = "fp32" }).CheckAsync();
        await Expect(Page.Locator("[data-figure=inference] .ratio")).ToHaveTextAsync("3,0× plus rapide");
        await Screenshot("desktop-french");
    }
}
