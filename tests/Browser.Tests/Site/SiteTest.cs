namespace Browser.Tests.Site;

/// <summary>A test of the built site, from the server unless it says otherwise.</summary>
public abstract class SiteTest : BrowserTest
{
    /// <summary>Both languages.</summary>
    protected static readonly string[] Languages = ["en", "fr"];

    protected override Task<string> OpenAddress() => Task.FromResult(BuiltSite.Address);

    /// <summary>Opens a page, <c>en/labs/index.html</c> for one.</summary>
    protected Task Visit(string page) => Page.GotoAsync(Address + page);

    /// <summary>The path of the page that is open, below the site's address.</summary>
    protected string Here => Page.Url[Address.Length..].Split('#', '?')[0];
}
