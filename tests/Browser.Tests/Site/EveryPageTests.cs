using System.Diagnostics;

namespace Browser.Tests.Site;

/// <summary>All pages of a language, each opened once and looked at on a phone and on a desktop, light and dark.</summary>
[Category("Slow")]
[TestFixture("en")]
[TestFixture("fr")]
public class EveryPageTests(string language) : SiteTest
{
    /// <summary>One page in so many has its colours checked in all appearances.</summary>
    private const int Sample = 5;

    private const long MostBytes = 1_500_000;

    [Test]
    public async Task Every_page_fits_its_width_is_light_and_has_no_serious_finding()
    {
        var clock = Stopwatch.StartNew();
        List<SitePage> pages = [];
        foreach (var page in BuiltSite.Pages(language))
        {
            TestContext.Progress.WriteLine($"{clock.Elapsed.TotalSeconds:0.0} s: {page}");
            await Visit($"{language}/{page}");
            pages.Add(await SitePage.Look(Page, $"{language}/{page}", pages.Count % Sample == 0 ? Appearance.All : [Appearance.DesktopLight]));
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
