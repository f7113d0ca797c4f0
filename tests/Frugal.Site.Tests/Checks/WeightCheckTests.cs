using Frugal.Site.Checks.Links;

namespace Frugal.Site.Tests.Checks;

public class WeightCheckTests
{
    [Test]
    public void A_page_that_loads_too_much_is_named_with_its_largest_part()
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.English, "index.md", "# Home\n", """<img src="a.png" alt=""><img src="b.png" alt=""><img src="b.png" alt="">""");
        site.Write("artifacts/site/en/a.png", new byte[600_000]);
        site.Write("artifacts/site/en/b.png", new byte[950_000]);

        Assert.That(site.Find(new WeightCheck()), Is.EqualTo(new[]
        {
            "artifacts/site/en/index.html:1: weighs 1.55 MB with what it loads; allowed are 1.50 MB without Plotly. The largest part is artifacts/site/en/b.png: 0.95 MB",
        }));
    }

    [Test]
    public void The_fonts_of_a_style_sheet_count()
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.English, "index.md", "# Home\n", """<link rel="stylesheet" href="site.css">""");
        site.Write("artifacts/site/en/site.css", "@font-face { src: url(font.woff2) }");
        site.Write("artifacts/site/en/font.woff2", new byte[1_600_000]);

        Assert.That(site.Find(new WeightCheck()).Single(), Does.Contain("The largest part is artifacts/site/en/font.woff2: 1.60 MB"));
    }

    [Test]
    public void Plotly_what_is_only_linked_to_and_what_two_pages_share_do_not_count()
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.English, "index.md", "# Home\n", """<script src="plotly-2.27.1.min.js"></script><a href="model.onnx">x</a><img src="a.png" alt="">""");
        site.Page(SiteLanguage.English, "labs/index.md", "# Home\n", """<img src="../a.png" alt="">""");
        site.Write("artifacts/site/en/plotly-2.27.1.min.js", new byte[3_500_000]);
        site.Write("artifacts/site/en/model.onnx", new byte[4_800_000]);
        site.Write("artifacts/site/en/a.png", new byte[1_400_000]);

        Assert.That(site.Find(new WeightCheck()), Is.Empty);
    }
}
