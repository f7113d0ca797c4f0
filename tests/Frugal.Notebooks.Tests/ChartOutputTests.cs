using Frugal.Charts.Formatting;
using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;
using Plotly.NET.CSharp;

namespace Frugal.Notebooks.Tests;

/// <summary>Charts in front ends and pages.</summary>
public class ChartOutputTests
{
    private static readonly Plotly.NET.GenericChart Line = Chart.Line<int, int, string>(x: [1], y: [2], Name: "loss </script>");

    [Test]
    public void A_chart_offers_the_figure_markup_and_words()
    {
        var bundle = Formatters.Format(Line);

        Assert.That(bundle.ToJson()[Mime.Plotly]!["data"]![0]!["type"]!.GetValue<string>(), Is.EqualTo("scatter"));
        Assert.That(bundle[Mime.Text], Is.EqualTo("chart: scatter 'loss </script>'"));
        Assert.That(bundle[Mime.Html], Does.Contain("Plotly.newPlot"));
    }

    [Test]
    public void Markup_carries_the_script_where_it_is_given_and_no_text_ends_it()
    {
        var html = ChartFormatters.Html("""{"data":[{"name":"</script><!-- "}],"layout":{}}""", "var a = '</script>';");

        Assert.That(html, Does.StartWith("<script>var a = '<\\/script>';</script>"));
        Assert.That(html.Split("</script>"), Has.Length.EqualTo(3), "two scripts, no more ends than that");
        Assert.That(html, Does.Not.Contain("<!--"));
        Assert.That(ChartFormatters.Html("{}", null), Does.StartWith("<div"));
    }

    [Test]
    public void A_page_holds_the_script_once_and_loads_nothing()
    {
        var cell = Cell.Create(CellKind.Code, "chart", "a");
        cell.Outputs.Add(new System.Text.Json.Nodes.JsonObject { ["output_type"] = "display_data", ["data"] = Formatters.Format(Line).ToJson() });
        cell.Outputs.Add(cell.Outputs[0]!.DeepClone());

        var page = HtmlPage.Of(Notebook.Create(cell), () => "window.Plotly = 1;");

        Assert.That(page.Split("window.Plotly = 1;"), Has.Length.EqualTo(2));
        Assert.That(page.Split("<div data-chart="), Has.Length.EqualTo(3));
        Assert.That(page, Does.Not.Contain("src=").And.Not.Match("href=\"(?!data:,\")"));
    }
}
