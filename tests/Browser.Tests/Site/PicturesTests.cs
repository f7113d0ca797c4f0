namespace Browser.Tests.Site;

/// <summary>Pictures of some pages for people to look at, in artifacts/screenshots/site; each is of a browser whose system asks for the colour scheme.</summary>
[Category("Slow")]
[TestFixture(1280, ColorScheme.Light)]
[TestFixture(1280, ColorScheme.Dark)]
[TestFixture(390, ColorScheme.Light)]
[TestFixture(390, ColorScheme.Dark)]
public class PicturesTests(int width, ColorScheme scheme) : SiteTest
{
    private static readonly string[] Pages = ["index.html", "techniques/quantization.html", "labs/make-it-small.html", "benchmarks.html"];

    private readonly Appearance appearance = new(width, scheme);

    protected override BrowserNewContextOptions Options => new(base.Options) { ViewportSize = appearance.Viewport, ColorScheme = scheme };

    [TestCaseSource(nameof(Languages))]
    public async Task The_page_follows_the_colour_scheme_of_the_system(string language)
    {
        foreach (var page in Pages)
        {
            await Visit($"{language}/{page}");
            await Expect(Page.Locator("body")).ToHaveAttributeAsync("data-md-color-scheme", appearance.Theme);
            await Screenshot($"site/{language}-{page[..^".html".Length].Replace('/', '-')}-{appearance}");
        }
    }
}
