namespace Browser.Tests.Site;

/// <summary>The site for a browser that runs no scripts: all but search and charts.</summary>
[Category("Slow")]
[TestFixture("en")]
[TestFixture("fr")]
public class WithoutScriptTests(string language) : SiteTest
{
    protected override BrowserNewContextOptions Options => new(base.Options) { JavaScriptEnabled = false };

    [Test]
    public async Task All_text_tables_and_pictures_are_shown()
    {
        List<string> hidden = [];
        foreach (var page in BuiltSite.Pages(language))
        {
            await Visit($"{language}/{page}");
            hidden.AddRange((await Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('article h1, article h2, article h3, article p, article li, article td, article pre, article img, article svg')]
                    .filter(node => !node.closest('details:not([open])') && !(node.matches('p, li, td') && !node.textContent.trim()))
                    .filter(node => !node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || node.matches('img') && !(node.complete && node.naturalWidth > 0))
                    .map(node => node.outerHTML.slice(0, 100))
                """)).Select(node => $"{page}: {node}"));
        }

        Assert.That(hidden, Is.Empty);
    }

    [TestCase(1280)]
    [TestCase(390)]
    public async Task The_navigation_leads_to_a_page(int width)
    {
        await Page.SetViewportSizeAsync(width, 844);
        await Visit($"{language}/index.html");
        if (width < 600)
        {
            await Page.Locator(".md-header label[for=__drawer]").ClickAsync();
            await Page.Locator(".md-nav--primary label.md-nav__link[for]").Nth(2).ClickAsync();
        }
        else
        {
            await Page.Locator(".md-tabs__link").Nth(2).ClickAsync();
        }

        await Page.Locator(".md-nav--primary a[href$='pruning.html']").ClickAsync();

        Assert.That(Here, Is.EqualTo($"{language}/techniques/pruning.html"));
    }

    [Test]
    public async Task What_needs_scripts_is_not_offered()
    {
        await Visit($"{language}/index.html");

        await Expect(Page.Locator(".md-search")).ToBeHiddenAsync();
        await Expect(Page.Locator("[data-md-component=palette]")).ToBeHiddenAsync();
    }
}
