namespace Browser.Tests.Site;

/// <summary>What a reader sees at an address that leads nowhere.</summary>
[Category("Slow")]
public class MissingPageTests : SiteTest
{
    [TestCase("en/no-such-page.html", "Go to the home page", "en/index.html")]
    [TestCase("fr/techniques/no/such/page.html", "Aller à la page d'accueil", "fr/index.html")]
    public async Task The_page_leads_back_to_the_course(string missing, string link, string home)
    {
        RefusalsExpected = true;   // the browser logs the status
        await Visit(missing);

        await Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();

        Assert.That(Here, Is.EqualTo(home));
    }
}
