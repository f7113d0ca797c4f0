using System.Text.Json.Nodes;
using Frugal.Notebooks.Ipynb;
using static Frugal.Site.Tests.Notebooks.SmallNotebook;

namespace Frugal.Site.Tests.Notebooks;

/// <summary>The Markdown that MkDocs gets of an executed notebook.</summary>
public class NotebookPageTests
{
    [Test]
    public void A_page_has_the_title_then_its_head_the_code_and_what_it_printed()
    {
        var page = Page(Of(), Printed("2 < 3\n"));

        Assert.That(page.Text, Is.EqualTo("# Small\n\nHEAD\n\n```csharp\n1 + 1\n```\n\n<div class=\"nb-output\"><pre class=\"stdout\">2 &lt; 3</pre></div>\n"));
        Assert.That(page.Charts, Is.False);
    }

    [Test]
    public void A_notebook_without_a_title_is_titled_by_its_file() =>
        Assert.That(Page(Of(title: "Only prose.")).Text, Does.StartWith("# notebook\n\nHEAD\n\nOnly prose.\n"));

    [Test]
    public void An_output_with_blank_lines_and_fences_is_one_line_of_HTML()
    {
        var page = Page(Of(), Printed("a\n\n```\n\n    b"), Shown("text/html", "<table>\n\n<tr><td>c\n\nd</td></tr></table>"));

        var lines = page.Text.Split('\n').Where(line => line.Contains("nb-output", StringComparison.Ordinal)).ToList();
        Assert.That(lines, Has.Count.EqualTo(2).And.All.EndsWith("</div>"));
        Assert.That(System.Net.WebUtility.HtmlDecode(lines[0]), Does.Contain("a\n\n```\n\n    b"));
        Assert.That(page.Text.Split("```"), Has.Length.EqualTo(4), "the two fences of the cell, and one in the middle of a line");
    }

    [Test]
    public void Nothing_that_a_cell_shows_can_run_load_or_leave_its_place()
    {
        var page = Page(Of(), Shown("text/html", """
            <b>bold</b></div></div><script>alert(1)</script><img src=x onerror=alert(1)><img src="https://example.org/x.png">
            <a href="javascript:alert(1)">link</a><div data-chart='{}'>x</div><!-- diagram: x --><iframe srcdoc="y"></iframe>
            """), Shown("image/svg+xml", "<svg onload=\"alert(1)\"></svg>"));

        var line = page.Text.Split('\n').First(line => line.Contains("<b>", StringComparison.Ordinal));
        Assert.That(line, Does.Contain("<b>bold</b>").And.Not.Contain("script").And.Not.Contain("onerror").And.Not.Contain("example.org").And.Not.Contain("data-chart").And.Not.Contain("<!--").And.Not.Contain("iframe"));
        Assert.That(line.Split("<div").Length, Is.EqualTo(line.Split("</div>").Length));
        Assert.That(page.Text, Does.Contain("src=\"data:image/svg").And.Not.Contain("onload"));
    }

    [Test]
    public void A_table_keeps_its_form_and_a_picture_its_data()
    {
        var page = Page(Of(), Shown("text/html", "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td style=\"text-align:right\">1</td></tr></tbody></table>"), Shown("image/png", "AQ\nID"));

        Assert.That(page.Text, Does.Contain("<thead><tr><th>a</th></tr></thead>").And.Contain("text-align: right"));
        Assert.That(page.Text, Does.Contain("<img alt=\"the value\" src=\"data:image/png;base64,AQID\">"));
    }

    [Test]
    public void A_chart_is_a_place_with_its_data_and_its_text_and_the_page_loads_the_scripts_once()
    {
        var figure = JsonNode.Parse("""{"data":[{"type":"scatter","name":"it's <b>"}],"layout":{}}""")!;

        var page = Page(Of(), Shown("application/vnd.plotly.v1+json", figure.DeepClone()), Shown("application/vnd.plotly.v1+json", figure));

        Assert.That(page.Charts, Is.True);
        Assert.That(page.Text.Split("<div class=\"nb-output\"><div data-chart='{"), Has.Length.EqualTo(3));
        Assert.That(page.Text, Does.Contain("'>the value</div></div>").And.Not.Contain("it's"));
        Assert.That(page.Text, Does.EndWith("<script src=\"../assets/plotly.min.js\" defer></script>\n<script src=\"../assets/charts.js\" defer></script>\n"));
        Assert.That(page.Text, Has.Length.LessThan(2000), "the script itself is not in the page");
    }

    [Test]
    public void The_data_of_a_chart_have_five_digits_and_its_whole_numbers_all_of_theirs()
    {
        var figure = JsonNode.Parse("""{"data":[{"type":"scatter","x":[0.46153846153846156,-1.2345678901234e-7,4773937,1e300,null,"0.46153846153846156"]}],"layout":{"width":0.46153846153846156}}""")!;
        var output = Shown("application/vnd.plotly.v1+json", figure);

        var page = Page(Of(), output);

        Assert.That(page.Text, Does.Contain("\"x\":[0.46154,-1.2346E-07,4773937,1e300,null,\"0.46153846153846156\"]").And.Contain("\"width\":0.46153846153846156"));
        Assert.That(output.ToJsonString(), Does.Contain("[0.46153846153846156,"), "the downloaded notebook keeps its outputs");
    }

    [Test]
    public void Code_with_fences_has_longer_fences_and_a_line_that_includes_a_file_does_not()
    {
        var page = Page(Of(code: "var s = \"\"\"\n```\n--8<-- \"secret.md\"\n\"\"\";"));

        Assert.That(page.Text, Does.Contain("````csharp\nvar s = \"\"\"\n```\n;--8<-- \"secret.md\"\n\"\"\";\n````"));
    }

    [Test]
    public void A_page_that_would_be_too_large_names_the_cell_with_the_largest_outputs() =>
        Assert.That(() => Page(Of(), Printed(new string('x', 1_300_000))), Throws.TypeOf<FrugalException>()
            .With.Message.EqualTo("notebook: its page has 1.3 MB, and at most 1.2 MB are allowed. Show less in cell 2, whose outputs have 1.3 MB."));

    [Test]
    public void A_cell_that_was_not_run_has_no_outputs() =>
        Assert.That(Page(Of(more: Cell.Create(CellKind.Code, "2", "b")), Printed("one")).Text.Split("nb-output"), Has.Length.EqualTo(2));
}
