using System.Diagnostics;

namespace Browser.Tests.Site;

/// <summary>The pages of a language, each opened once and looked at on a phone and on a desktop, light and dark.</summary>
[Category("Slow")]
[TestFixture("en")]
[TestFixture("fr")]
public class EveryPageTests(string language) : SiteTest
{
    /// <summary>One page in so many is looked at in all four appearances, the others in two.</summary>
    private const int Sample = 5;

    /// <summary>One page in so many of the API reference is opened: one template makes them all.</summary>
    private const int SampleOfReference = 6;

    private const string Reference = "reference/";

    private const long MostBytes = 1_500_000;

    [Test]
    public async Task Every_page_fits_its_width_is_light_and_has_no_serious_finding()
    {
        var clock = Stopwatch.StartNew();
        List<SitePage> pages = [];
        foreach (var page in Chosen(BuiltSite.Pages(language)))
        {
            await Visit($"{language}/{page}");
            pages.Add(await SitePage.Look(Page, $"{language}/{page}", pages.Count % Sample == 0 ? Appearance.All : Appearance.Two));
        }

        var heaviest = pages.MaxBy(page => page.Bytes)!;
        TestContext.Out.WriteLine($"{pages.Count} pages in {clock.Elapsed.TotalSeconds:0.0} s. The heaviest: {heaviest.Path}, {heaviest.Bytes:N0} bytes.");
        Assert.Multiple(() =>
        {
            Assert.That(pages, Has.Count.GreaterThan(25));
            Assert.That(pages.SelectMany(page => page.Overflows), Is.Empty, "pages that scroll sideways");
            Assert.That(pages.SelectMany(page => page.Findings), Is.Empty, "serious findings of axe-core");
            Assert.That(pages.Where(page => page.Bytes is 0 or > MostBytes).Select(page => $"{page.Path}: {page.Bytes:N0} bytes"), Is.Empty, $"pages without weight or above {MostBytes:N0} bytes");
        });
    }

    private static IEnumerable<string> Chosen(IEnumerable<string> pages)
    {
        var ofReference = 0;
        return pages.Where(page => !page.StartsWith(Reference, StringComparison.Ordinal) || ofReference++ % SampleOfReference == 0);
    }
}
