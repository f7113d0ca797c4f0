using System.Diagnostics;

namespace Browser.Tests.Site;

/// <summary>All pages of a language, each opened once and looked at on a phone and on a desktop, light and dark.</summary>
[Category("Slow")]
[TestFixture("en")]
[TestFixture("fr")]
public class EveryPageTests(string language) : SiteTest
{
    /// <summary>One page in so many is looked at in all four appearances, the others in two. Of the pages of the API reference, which one template makes, axe-core sees these alone.</summary>
    private const int Sample = 5;

    private const string Reference = "reference/";

    private const long MostBytes = 1_500_000;

    [Test]
    public async Task Every_page_fits_its_width_is_light_and_has_no_serious_finding()
    {
        var clock = Stopwatch.StartNew();
        List<SitePage> pages = [];
        foreach (var page in BuiltSite.Pages(language))
        {
            await Visit($"{language}/{page}");
            var sample = pages.Count % Sample == 0;
            pages.Add(await SitePage.Look(Page, $"{language}/{page}", sample ? Appearance.All : Appearance.Two, sample || !page.StartsWith(Reference, StringComparison.Ordinal)));
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
}
