using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;

namespace Frugal.Notebooks.Tests;

/// <summary>Markdown of a notebook in the page: nothing that it holds can run.</summary>
public class MarkdownTextTests
{
    [TestCase("<script>alert(1)</script>", ExpectedResult = "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n")]
    [TestCase("a <img src=x onerror=alert(1)> b", ExpectedResult = "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>\n")]
    [TestCase("[x](javascript:alert(1))", ExpectedResult = "<p>x</p>\n")]
    [TestCase("[x](JavaScript&colon;alert(1))", ExpectedResult = "<p>x</p>\n")]
    [TestCase("[x](java&#10;script:alert(1))", ExpectedResult = "<p>x</p>\n")]
    [TestCase("[x](&#1;javascript:alert(1))", ExpectedResult = "<p>x</p>\n")]
    [TestCase("[*x*][r]\n\n[r]: vbscript:x", ExpectedResult = "<p><em>x</em></p>\n")]
    [TestCase("<javascript:alert(1)>", ExpectedResult = "<p>javascript:alert(1)</p>\n")]
    [TestCase("[x](data:text/html;base64,PHM+)", ExpectedResult = "<p>x</p>\n")]
    [TestCase("![x](data:text/html;base64,PHM+)", ExpectedResult = "<p>x</p>\n")]
    [TestCase("![x](data:image/png;base64,AQID)", ExpectedResult = "<p><img src=\"data:image/png;base64,AQID\" alt=\"x\" /></p>\n")]
    [TestCase("[x](https://example.org/a?b=c:d) [y](docs/a.md#b:c) [z](#d) <a@example.org>",
        ExpectedResult = "<p><a href=\"https://example.org/a?b=c:d\">x</a> <a href=\"docs/a.md#b:c\">y</a> <a href=\"#d\">z</a> <a href=\"mailto:a@example.org\">a@example.org</a></p>\n")]
    [TestCase("# A {onclick=alert(1)}", ExpectedResult = "<h1 id=\"a-onclickalert1\">A {onclick=alert(1)}</h1>\n")]
    [TestCase("a\u202eb\u001b[31m", ExpectedResult = "<p>ab</p>\n")]
    [TestCase("<details>\n<summary>Show <b>it</b></summary>\n\n*x* <script>\n\n```csharp\n</details>\n```\n\n</details>\n\nafter",
        ExpectedResult = "<details>\n<summary>Show &lt;b&gt;it&lt;/b&gt;</summary>\n<p><em>x</em> &lt;script&gt;</p>\n<pre><code class=\"language-csharp\">&lt;/details&gt;\n</code></pre>\n</details>\n<p>after</p>\n")]
    [TestCase("<details>\r\n<summary>a</summary>\r\n\r\nx\r\n\r\n</details>\r\n", ExpectedResult = "<details>\n<summary>a</summary>\n<p>x</p>\n</details>\n")]
    [TestCase("<details>\n<summary>a</summary>\n\n[x](javascript:alert(1))\n\n</details>", ExpectedResult = "<details>\n<summary>a</summary>\n<p>x</p>\n</details>\n")]
    [TestCase("<details open ontoggle=alert(1)>\n<summary>a</summary>\n\nx\n\n</details>",
        ExpectedResult = "<p>&lt;details open ontoggle=alert(1)&gt;\n&lt;summary&gt;a&lt;/summary&gt;</p>\n<p>x</p>\n<p>&lt;/details&gt;</p>\n")]
    [TestCase("<details>\n<summary>a</summary>\n\nx", ExpectedResult = "<p>&lt;details&gt;\n&lt;summary&gt;a&lt;/summary&gt;</p>\n<p>x</p>\n")]
    [TestCase("<details>\n<summary>a</summary>\n\n<details>\n<summary>b</summary>\n\nx\n\n</details>\n\n</details>",
        ExpectedResult = "<p>&lt;details&gt;\n&lt;summary&gt;a&lt;/summary&gt;</p>\n<details>\n<summary>b</summary>\n<p>x</p>\n</details>\n<p>&lt;/details&gt;</p>\n")]
    public string Markdown_is_harmless(string markdown) => MarkdownText.ToHtml(markdown).Text;

    [Test]
    public void Attached_images_are_shown_and_other_attachments_are_not()
    {
        var cell = Cell.Create(CellKind.Markdown, "![a](attachment:a.png) ![b](attachment:b.html) ![c](attachment:c.png)", "a");
        cell.Json["attachments"] = System.Text.Json.Nodes.JsonNode.Parse("""{"a.png": {"image/png": "AQ\nID"}, "b.html": {"text/html": "AQID"}}""");

        var page = HtmlPage.Of(Notebook.Create(cell));

        Assert.That(page, Does.Contain("<img src=\"data:image/png;base64,AQID\" alt=\"a\" />").And.Not.Contain("data:text/html").And.Not.Contain("attachment:"));
    }

    [Test]
    public void A_page_names_the_language_of_its_text()
    {
        var notebook = Notebook.Create(Cell.Create(CellKind.Markdown, "# Titre", "a"));

        Assert.That(HtmlPage.Of(notebook, language: "fr"), Does.Contain("<html lang=\"fr\">"));
        Assert.That(HtmlPage.Of(notebook), Does.Contain("<html lang=\"en\">"));
    }

    [Test]
    public void No_output_of_a_cell_leaves_its_element()
    {
        var cell = Cell.Create(CellKind.Code, "// </code><script>alert(1)</script>\u202e", "a");
        foreach (var output in new[]
        {
            """{"output_type": "stream", "name": "\"><script>", "text": "\u001b[31m<script>"}""",
            """{"output_type": "error", "traceback": ["<script>"]}""",
            """{"output_type": "display_data", "data": {"image/png": "\"><script>", "text/plain": "\"><script>"}}""",
            """{"output_type": "display_data", "data": {"text/markdown": "<script>"}}""",
            """{"output_type": "display_data", "data": {"application/vnd.plotly.v1+json": {"data": [], "layout": {"title": "</script><script><!--"}}, "text/plain": "<script>"}}""",
        })
        {
            cell.Outputs.Add(System.Text.Json.Nodes.JsonNode.Parse(output));
        }

        var page = HtmlPage.Of(Notebook.Create(cell));

        Assert.That(page.Split("<script"), Has.Length.EqualTo(1), "a figure is data of its place");
        Assert.That(page, Does.Contain("script-src 'none'").And.Not.Match("\\u202e").And.Not.Contain("<!--"));
    }
}
