using Frugal.Site.Checks.Links;

namespace Frugal.Site.Tests.Checks;

public class LanguageSwitchCheckTests
{
    [Test]
    public void A_sound_site_and_its_downloads_have_no_faults()
    {
        using var site = new FaultySite();
        site.Write("docs/en/downloads/sheet.html", "<p>x</p>");
        site.Write("artifacts/site/en/downloads/sheet.html", "<p>x</p>");

        Assert.That(site.Find(new LanguageSwitchCheck()), Is.Empty);
    }

    [Test]
    public void A_menu_that_leads_to_another_page_is_found()
    {
        using var site = new FaultySite();
        site.Write("artifacts/site/en/labs/index.html", """<a hreflang="en" href="index.html">en</a><a hreflang="fr" href="../../fr/index.html">fr</a>""");

        Assert.That(site.Find(new LanguageSwitchCheck()), Is.EqualTo(new[]
        {
            "artifacts/site/en/labs/index.html:1: the language menu leads to '../../fr/index.html' for 'fr', not to fr/labs/index.html. Correct docs/overrides/main.html",
        }));
    }

    [Test]
    public void A_page_without_a_menu_is_found()
    {
        using var site = new FaultySite();
        site.Write("artifacts/site/fr/index.html", "<p>x</p>");

        Assert.That(site.Find(new LanguageSwitchCheck()), Has.Count.EqualTo(2).And.All.StartsWith("artifacts/site/fr/index.html:1: the language menu leads to 'nothing'"));
    }
}
