namespace Browser.Tests.Site;

/// <summary>The charts on the notebooks' pages, from a server and from the disk; nothing is loaded from elsewhere.</summary>
[Category("Slow")]
[TestFixture(false)]
[TestFixture(true)]
public class ChartTests(bool fromDisk) : SiteTest
{
    protected override Task<string> OpenAddress() => Task.FromResult(fromDisk ? BuiltSite.OnDisk : BuiltSite.Address);

    [TestCaseSource(nameof(Languages))]
    public async Task Every_chart_of_a_page_is_drawn(string language)
    {
        await Visit($"{language}/{BuiltSite.Pages(language).First(page => page.StartsWith("notebooks/", StringComparison.Ordinal) && BuiltSite.Read(language, page).Contains("data-chart=", StringComparison.Ordinal))}");

        await Expect(Page.Locator("[data-chart] svg.main-svg").First).ToBeVisibleAsync();
        await Expect(Page.Locator("[data-chart]:not(:has(svg.main-svg))")).ToHaveCountAsync(0);
    }
}
