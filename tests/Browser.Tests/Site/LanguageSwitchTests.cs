namespace Browser.Tests.Site;

/// <summary>The switch between the languages, with scripts and without, from a server's sub-path and from the disk.</summary>
[Category("Slow")]
[TestFixture(false, true)]
[TestFixture(false, false)]
[TestFixture(true, true)]
[TestFixture(true, false)]
public class LanguageSwitchTests(bool fromDisk, bool scripts) : SiteTest
{
    protected override Task<string> OpenAddress() => Task.FromResult(fromDisk ? BuiltSite.OnDisk : BuiltSite.Address);

    protected override BrowserNewContextOptions Options => new(base.Options) { JavaScriptEnabled = scripts };

    [TestCase("index.html")]
    [TestCase("techniques/quantization.html")]
    [TestCase("labs/make-it-small.html")]
    public async Task The_switch_leads_to_the_same_page_and_back(string page)
    {
        await Visit($"en/{page}");

        await Choose("Français");

        Assert.That(Here, Is.EqualTo($"fr/{page}"));
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await Choose("English");
        Assert.That(Here, Is.EqualTo($"en/{page}"));
    }

    [Test]
    public async Task The_start_page_leads_to_both_languages()
    {
        await Visit("index.html");
        if (!scripts)
        {
            await Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        }

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Page.WaitForURLAsync($"{Address}en/index.html");
    }

    private async Task Choose(string language)
    {
        await Page.Locator(".md-select").HoverAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = language, Exact = true }).ClickAsync();
    }
}
