using System.Security.Cryptography;
using System.Text;
using Frugal.Reporting;

namespace Frugal.Tests.Reporting;

public class PageTests
{
    private static readonly Page Sample = new() { Title = "</title><script>alert(1)</script>\u202e", Body = new RawHtml("<h1>Report</h1>\n") };

    [Test]
    public void A_page_names_its_language_encoding_and_width_and_allows_nothing_by_default()
    {
        var page = Sample.Render();

        Assert.That(page, Does.StartWith("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"));
        Assert.That(page, Does.Contain("content=\"default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'sha256-").And.Contain("script-src 'none'\">"));
    }

    [Test]
    public void Text_is_escaped_and_raw_HTML_is_not() =>
        Assert.That(Sample.Render(), Does.Contain("<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>").And.Contain("<main>\n<h1>Report</h1>\n</main>"));

    [Test]
    public void The_policy_names_the_scripts_as_a_browser_reads_them()
    {
        var page = (Sample with { Scripts = ["alert(1);\r\nalert(2);"], InlineStyles = true }).Render();

        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("alert(1);\nalert(2);")));
        Assert.That(page, Does.Contain($"style-src 'unsafe-inline'; script-src 'sha256-{hash}'\"").And.Contain("<script>alert(1);\nalert(2);</script>"));
    }

    [Test]
    public void A_page_in_two_languages_has_a_switch() =>
        Assert.That((Sample with { Bilingual = true }).Render(), Does.Contain("data-language=\"fr\"").And.Contain("navigator.language").And.Contain("<body class=\"bilingual\">"));
}
