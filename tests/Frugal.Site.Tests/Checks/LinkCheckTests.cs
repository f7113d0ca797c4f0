using Frugal.Site.Checks.Links;

namespace Frugal.Site.Tests.Checks;

public class LinkCheckTests
{
    [Test]
    public void A_sound_site_has_no_faults()
    {
        using var site = new FaultySite();

        Assert.That(site.Find(new LinkCheck()), Is.Empty);
    }

    [TestCase("""<a href="missing.html">x</a>""", "'missing.html' leads to artifacts/site/en/missing.html, which does not exist")]
    [TestCase("""<a href="labs/index.html#tasks">x</a>""", "'labs/index.html#tasks' leads to the heading '#tasks', which artifacts/site/en/labs/index.html does not have")]
    [TestCase("""<a href="#nowhere">x</a>""", "'#nowhere' leads to the heading '#nowhere'")]
    [TestCase("""<a href="/en/index.html">x</a>""", "'/en/index.html' begins with /")]
    [TestCase("""<a href="labs/">x</a>""", "'labs/' leads to a folder")]
    [TestCase("""<a href="../../secret.txt">x</a>""", "'../../secret.txt' leads out of the site")]
    [TestCase("""<a href="http://example.org/">x</a>""", "'http://example.org/' is a link without encryption")]
    [TestCase("""<a href="javascript:alert(1)">x</a>""", "'javascript:alert(1)' is not an address that this site uses")]
    [TestCase("""<a href="">x</a>""", "an address is empty")]
    [TestCase("""<script src="https://example.org/a.js"></script>""", "'https://example.org/a.js' comes from another host")]
    [TestCase("""<link rel="stylesheet" href="//example.org/a.css">""", "'//example.org/a.css' comes from another host")]
    [TestCase("""<link rel="alternate" href="https://example.org/">""", "'https://example.org/' comes from another host")]
    [TestCase("""<img src="https://example.org/a.png" alt="">""", "'https://example.org/a.png' comes from another host")]
    [TestCase("""<img srcset="index.html 1x, missing.png 2x" alt="">""", "'missing.png' leads to artifacts/site/en/missing.png")]
    [TestCase("""<iframe src="https://example.org/"></iframe>""", "'https://example.org/' comes from another host")]
    [TestCase("""<object data="missing.svg"></object>""", "'missing.svg' leads to")]
    [TestCase("""<svg><use xlink:href="missing.svg#icon"></use></svg>""", "'missing.svg#icon' leads to")]
    [TestCase("""<p style="background: url('missing.png')">x</p>""", "'missing.png' leads to")]
    [TestCase("""<style>@import "https://example.org/a.css";</style>""", "'https://example.org/a.css' comes from another host")]
    [TestCase("""<meta http-equiv="refresh" content="0; url=missing.html">""", "'missing.html' leads to")]
    public void A_faulty_address_is_named_by_the_line_of_the_built_page(string html, string fault)
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.English, "index.md", "# Home\n", html);

        Assert.That(site.Find(new LinkCheck()).Single(), Does.StartWith($"artifacts/site/en/index.html:3: {fault}"));
    }

    [TestCase("""<a href="https://example.org/">x</a>""")]
    [TestCase("""<a href="mailto:a@example.org">x</a>""")]
    [TestCase("""<img src="data:image/png;base64,AA==" alt="">""")]
    [TestCase("""<a href="labs/index.html?x=1#labs">x</a>""")]
    [TestCase("""<a href="labs%2Findex.html">x</a>""")]
    [TestCase("""<a name="old"></a><a href="#old">x</a><a href="#top">x</a>""")]
    [TestCase("""<h2 id="évaluer">x</h2><a href="#%C3%A9valuer">x</a>""")]
    [TestCase("""<svg><path id="p"/><use href="#p"/></svg>""")]
    [TestCase("""<pre>&lt;a href="missing.html"></pre>""")]
    public void A_sound_address_is_none(string html)
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.English, "index.md", "# Home\n", html);

        Assert.That(site.Find(new LinkCheck()), Is.Empty);
    }

    [Test]
    public void A_faulty_address_that_a_page_has_is_named_by_the_line_of_the_written_page()
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.French, "labs/index.md", "# Labs\n\nVoir\n[le guide](../guide.md#notes).\n", """<a href="../guide.html#notes">le guide</a>""");

        Assert.That(site.Find(new LinkCheck()).Single(), Does.StartWith("docs/fr/labs/index.md:4: '../guide.html#notes' leads to artifacts/site/fr/guide.html, which does not exist"));
    }

    [Test]
    public void Style_sheets_load_nothing_from_another_host_and_nothing_that_is_missing()
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.English, "index.md", "# Home\n", """<link rel="stylesheet" href="assets/site.css">""");
        site.Write("artifacts/site/en/assets/site.css", "/* url(no.png) */\n@font-face { src: url(\"https://example.org/a.woff2\") }\nb { background: url(missing.png), url(data:image/png;base64,AA==) }\n");

        Assert.That(site.Find(new LinkCheck()), Is.EqualTo(new[]
        {
            "artifacts/site/en/assets/site.css:2: 'https://example.org/a.woff2' comes from another host. Put the file into the site; only links may lead elsewhere",
            "artifacts/site/en/assets/site.css:3: 'missing.png' leads to artifacts/site/en/assets/missing.png, which does not exist. Correct or remove it",
        }));
    }

    [Test]
    public void The_start_page_is_checked_too()
    {
        using var site = new FaultySite();
        site.Write("artifacts/site/index.html", """<a href="de/index.html">Deutsch</a>""");

        Assert.That(site.Find(new LinkCheck()).Single(), Does.StartWith("artifacts/site/index.html:1: 'de/index.html' leads to"));
    }
}
