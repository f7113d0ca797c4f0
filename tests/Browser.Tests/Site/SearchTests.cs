namespace Browser.Tests.Site;

/// <summary>The search, in both languages, from a server and from the disk.</summary>
[Category("Slow")]
[TestFixture(false)]
[TestFixture(true)]
public class SearchTests(bool fromDisk) : SiteTest
{
    private string typed = "";

    protected override Task<string> OpenAddress() => Task.FromResult(fromDisk ? BuiltSite.OnDisk : BuiltSite.Address);

    /// <summary>The theme searches after each key. On a busy machine its search once failed for the first letter of a word, and then answered the word.</summary>
    protected override bool IsExpected(string error) => base.IsExpected(error) || (typed.Length > 1 && error.StartsWith($"Invalid query: {typed[0]} ", StringComparison.Ordinal));

    [TestCase("en/index.html", "pruning", "en/techniques/pruning.html")]
    [TestCase("en/labs/index.html", "glossary", "en/glossary.html")]
    [TestCase("en/index.html", "ChannelPlan", "en/reference/frugal-pruning.html")]
    [TestCase("fr/index.html", "élagage", "fr/techniques/pruning.html")]
    [TestCase("fr/labs/index.html", "glossaire", "fr/glossary.html")]
    public async Task The_page_on_a_subject_comes_first(string page, string word, string expected)
    {
        typed = word;
        await Visit(page);
        var field = Page.GetByRole(AriaRole.Textbox);

        await field.PressSequentiallyAsync(word);   // the search listens to keys

        var first = Page.Locator(".md-search-result__link").First;
        await Expect(first).ToBeVisibleAsync();
        await first.ClickAsync();
        await Expect(Page.Locator(".md-search__output")).ToBeHiddenAsync();
        Assert.That(Here, Is.EqualTo(expected));
    }
}
