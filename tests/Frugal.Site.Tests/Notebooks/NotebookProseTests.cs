using Frugal.Notebooks.Ipynb;
using Frugal.Site.Building;
using Frugal.Site.Notebooks;

namespace Frugal.Site.Tests.Notebooks;

/// <summary>A notebook's Markdown on its page.</summary>
public class NotebookProseTests
{
    private static readonly HashSet<string> Names = ["00-small", "06-efficient"];

    [TestCase("Plain *text* with `code <b>`.", ExpectedResult = "Plain *text* with `code <b>`.")]
    [TestCase("[06](06-efficient.ipynb)", ExpectedResult = "[06](06-efficient.md)")]
    [TestCase("[06](06-efficient.ipynb#a-part \"title\")", ExpectedResult = "[06](06-efficient.md#a-part \"title\")")]
    [TestCase("[06](fr/06-efficient.ipynb)", ExpectedResult = "[06](06-efficient.md)")]
    [TestCase("[m](../docs/en/measuring.md#a)", ExpectedResult = "[m](../measuring.md#a)")]
    [TestCase("[lab](../labs/clothing-api/README.md)", ExpectedResult = "[lab](../labs/clothing-api.md)")]
    [TestCase("[lab](../labs/clothing-api)", ExpectedResult = "[lab](../labs/clothing-api.md)")]
    [TestCase("[a][r]\n\n[r]: 06-efficient.ipynb", ExpectedResult = "[a][r]\n\n[r]: 06-efficient.md")]
    [TestCase("[a](https://example.org) [b](#part) <https://example.org/> <a@example.org>", ExpectedResult = "[a](https://example.org) [b](#part) <https://example.org/> <a@example.org>")]
    [TestCase("`[x](nowhere.md)`", ExpectedResult = "`[x](nowhere.md)`")]
    [TestCase("A list:\n- a\n- b", ExpectedResult = "A list:\n\n- a\n- b")]
    [TestCase("## H\ntext", ExpectedResult = "## H\n\ntext")]
    [TestCase("a <script>alert(1)</script> <!-- diagram: x -->", ExpectedResult = "a &lt;script>alert(1)&lt;/script> &lt;!-- diagram: x -->")]
    [TestCase("# A {onclick=alert(1)}", ExpectedResult = "# A &#123;onclick=alert(1)}")]
    [TestCase("![a](attachment:a.png)", ExpectedResult = "![a](data:image/png;base64,AQID)")]
    [TestCase("a\u202eb", ExpectedResult = "ab")]
    [TestCase("| a | b |\n|---|---|\n| [x](06-efficient.ipynb) | < |", ExpectedResult = "| a | b |\n|---|---|\n| [x](06-efficient.md) | &lt; |")]
    public string Markdown_becomes_Markdown_of_the_page(string markdown) => Of(markdown);

    [Test]
    public void A_folded_answer_stays_folded_with_its_code_and_its_links() =>
        Assert.That(Of("before\n\n<details>\n<summary>Show the \"answer\" & <b></summary>\n\n```csharp\nvar a = 1;\n\nvar b = 2;\n```\n\n[06](06-efficient.ipynb) says more.\n\n</details>\n\nafter"),
            Is.EqualTo("before\n\n??? question \"Show the &quot;answer&quot; &amp; &lt;b>\"\n\n    ```csharp\n    var a = 1;\n\n    var b = 2;\n    ```\n\n    [06](06-efficient.md) says more.\n\nafter"));

    [TestCase("[x](07-none.ipynb)", "07-none.ipynb")]
    [TestCase("[x](../docs/en/none.md)", "../docs/en/none.md")]
    [TestCase("[x](../../outside.md)", "../../outside.md")]
    [TestCase("[x](javascript:alert(1))", "javascript:alert(1)")]
    [TestCase("<details>\n<summary>a</summary>\n\n[x](file:///a)\n\n</details>", "file:///a")]
    public void A_link_that_leads_nowhere_is_an_error_with_file_and_cell(string markdown, string link) =>
        Assert.That(() => Of(markdown), Throws.TypeOf<FrugalException>().With.Message.StartsWith($"notebooks/00-small.ipynb: cell 3: the link '{link}' leads to no page of the site."));

    [TestCase("![x](https://example.org/x.png)")]
    [TestCase("![x](picture.png)")]
    [TestCase("![x](attachment:none.png)")]
    public void An_image_that_is_not_in_the_notebook_is_an_error(string markdown) =>
        Assert.That(() => Of(markdown), Throws.TypeOf<FrugalException>().With.Message.StartsWith("notebooks/00-small.ipynb: cell 3: the image '"));

    private static string Of(string markdown)
    {
        using var folder = new TemporaryFolder();
        folder.Write("docs/en/measuring.md", "");
        folder.Write("docs/en/labs/clothing-api.md", "");
        var cell = Cell.Create(CellKind.Markdown, markdown, "a");
        cell.Json["attachments"] = System.Text.Json.Nodes.JsonNode.Parse("""{"a.png": {"image/png": "AQ\nID"}}""");
        return new NotebookProse("notebooks/00-small.ipynb", new NotebookLinks(SiteStage.Of(folder.Path), SiteLanguage.English, Names)).Of(cell, 3);
    }
}
