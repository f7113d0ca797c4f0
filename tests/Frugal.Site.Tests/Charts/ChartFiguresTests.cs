using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Frugal.Site.Charts;
using Frugal.Site.Checks.Figures;
using Frugal.Site.Diagrams;

namespace Frugal.Site.Tests.Charts;

/// <summary>The charts draw what the committed results say.</summary>
public partial class ChartFiguresTests
{
    [Test]
    public void The_benchmarks_page_has_charts_of_formats_and_of_every_way_to_compress() =>
        Assert.That(CommittedCharts.All.CountBy(chart => chart.Name).ToDictionary(), Is.SupersetOf(new Dictionary<string, int> { ["start"] = Directory.GetFiles(Tree.At("bench", "results"), "start-*.json").Length, ["size-accuracy"] = 5 }));

    [Test]
    public void The_bars_are_as_long_as_the_figures_are_large()
    {
        var chart = CommittedCharts.All.First(chart => chart.Name == "start");
        using var result = Read("start-amd-epyc-avx2.json");
        var models = result.RootElement.GetProperty("models").EnumerateArray().ToArray();

        var widths = chart.In(SiteLanguage.English).Elements.Where(element => element.Name == "rect").Select(bar => Number(bar, "width")).ToArray();

        double[] bytes = [.. models.Select(model => model.GetProperty("bytes").GetDouble())], times = [.. models.Select(model => model.GetProperty("latency").GetProperty("p50_ms").GetDouble())];
        Assert.That(widths[..3].Select(width => width / widths[0]), Is.EqualTo(bytes.Select(value => value / bytes[0])).Within(0.005));
        Assert.That(widths[3..].Select(width => width / widths[3]), Is.EqualTo(times.Select(value => value / times[0])).Within(0.005));
    }

    [TestCase("en")]
    [TestCase("fr")]
    public void Every_figure_of_a_bar_is_in_the_table_below(string code)
    {
        var language = SiteLanguage.Both.Single(language => language.Code == code);
        var page = File.ReadAllText(Tree.At("docs", code, "benchmarks.md"));

        var drawn = Blocks(page).Where(block => !block.Name.StartsWith("compression", StringComparison.Ordinal))
            .SelectMany(block => block.Charts.SelectMany(chart => chart.In(language).Texts.Where(text => text.Text.Any(char.IsDigit)).Select(text => (text.Text.Replace("\u00a0ms", "", StringComparison.Ordinal), block.Text)))).ToArray();

        Assert.That(drawn, Has.Length.GreaterThan(20));
        Assert.That(drawn.Where(figure => !figure.Item2.Contains(figure.Item1, StringComparison.Ordinal)).Select(figure => figure.Item1), Is.Empty);
    }

    [Test]
    public void The_points_lie_at_the_logarithm_of_the_bytes_and_at_the_accuracy()
    {
        var chart = (SizeAccuracyChart)CommittedCharts.All.First(chart => chart.Name == "size-accuracy");
        var rows = Rows(chart: 0);

        var points = Points(chart);

        Assert.That(points, Has.Length.EqualTo(rows.Length).And.Length.EqualTo(12));
        var (first, far) = (0, 8);   // the original, and int4 weights
        foreach (var (point, row) in points.Zip(rows))
        {
            Assert.That((point.X - points[first].X) / (points[far].X - points[first].X), Is.EqualTo(Math.Log(row.Bytes / rows[first].Bytes) / Math.Log(rows[far].Bytes / rows[first].Bytes)).Within(0.005), row.Name);
            Assert.That((point.Y - points[first].Y) / (points[far].Y - points[first].Y), Is.EqualTo((row.Accuracy - rows[first].Accuracy) / (rows[far].Accuracy - rows[first].Accuracy)).Within(0.02), row.Name);
        }

        Assert.That(points[far].X, Is.LessThan(points[first].X), "smaller files are to the left");
        Assert.That(points[far].Y, Is.GreaterThan(points[first].Y), "less accuracy is further down");
    }

    [Test]
    public void Every_row_has_its_number_beside_its_point_once()
    {
        var charts = CommittedCharts.All.OfType<SizeAccuracyChart>().ToArray();
        foreach (var (i, chart) in charts.Index())
        {
            var numbers = chart.In(SiteLanguage.English).Texts.Where(text => RowNumbers().IsMatch(text.Text)).ToArray();
            var points = Points(chart);

            Assert.That(numbers.SelectMany(text => text.Text.Split(", ")).Select(int.Parse).Order(), Is.EqualTo(Enumerable.Range(1, Rows(i).Length)));
            foreach (var text in numbers)
            {
                var (x, y) = (text.Box.X + text.Box.Width / 2, text.Box.Y + text.Box.Height / 2);
                Assert.That(text.Text.Split(", ").Select(row => points[int.Parse(row, CultureInfo.InvariantCulture) - 1]).Select(point => Math.Max(Math.Abs(point.X - x) - text.Box.Width / 2, Math.Abs(point.Y - y) - text.Box.Height / 2)).Min(), Is.LessThan(12), text.Text);
            }
        }
    }

    [Test]
    public void All_charts_of_a_page_have_the_same_axes_and_show_all_its_forms()
    {
        var charts = CommittedCharts.All.OfType<SizeAccuracyChart>().Select(chart => chart.In(SiteLanguage.French)).ToArray();

        Assert.That(charts.Select(Axes).Distinct(), Has.Exactly(1).Items);
        Assert.That(charts[0].Texts.Select(text => text.Text), Does.Contain("85\u00a0%").And.Contain("1\u00a0000").And.Contain("Ko, échelle log."));
        Assert.That(charts.Select(chart => chart.Elements.Count(element => element.Name == "circle")).Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public void A_chart_says_its_smallest_and_its_most_accurate_form()
    {
        var chart = CommittedCharts.All.OfType<SizeAccuracyChart>().First();

        Assert.That(chart.Description(chart.Wording.In(SiteLanguage.English)), Does.Contain("The original has 4,800 KB and 86.2%.")
            .And.Contain("The smallest form is row 10, int4 weights, one scale per channel, AdaRound, with 622 KB and 86.8%; the most accurate is row 5, int8, Mse ranges, with 1,217 KB and 87.1%."));
    }

    [Test]
    public void A_form_that_was_not_judged_has_no_point()
    {
        Form[] rows = [new(1, "clothing-resnet", 4e6, 0.86), new(2, "float16 storage", 2e6, null), new(3, "int8, dynamic", 1e6, 0.85)];
        var result = CommittedResult.Named(Tree.Root, "compression-amd-epyc-avx512-vnni.json");

        var chart = new SizeAccuracyChart(result, rows, rows);

        Assert.That(Points(chart), Has.Length.EqualTo(2));
        Assert.That(chart.In(SiteLanguage.English).Texts.Select(text => text.Text).Where(text => RowNumbers().IsMatch(text)), Is.EqualTo(new[] { "1", "3" }));
    }

    /// <summary>The horizontal and vertical lines with the texts beside them.</summary>
    private static string Axes(Drawing chart) => string.Join('\n', chart.Elements.Where(element => element.Attribute("class")!.Value == Ink.FaintLine).Select(element => element.ToString()).Concat(chart.Texts.Where(text => Ticks().IsMatch(text.Text)).Select(text => text.Text)));

    /// <summary>The table's points, in the order of its rows; the legend has one more.</summary>
    private static (double X, double Y)[] Points(SizeAccuracyChart chart) =>
        [.. chart.In(SiteLanguage.English).Elements.Where(element => element.Name == "circle" && element.Attribute("class")!.Value.Contains("d-ring", StringComparison.Ordinal)).Select(dot => (Number(dot, "cx"), Number(dot, "cy"))).SkipLast(1)];

    /// <summary>The rows of a chart of the benchmarks page, read from the result.</summary>
    private static (string Name, double Bytes, double Accuracy)[] Rows(int chart)
    {
        var names = Blocks(File.ReadAllText(Tree.At("docs", "en", "benchmarks.md"))).Where(block => block.Name.StartsWith("compression", StringComparison.Ordinal)).ElementAt(chart).Name;
        using var result = Read("compression-amd-epyc-avx512-vnni.json");
        var all = result.RootElement.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("rows").EnumerateArray()).DistinctBy(row => row.GetProperty("name").GetString()).ToDictionary(row => row.GetProperty("name").GetString()!);
        return [.. names.Split(": ", 2)[1].Split("; ").Select(name => (name, all[name].GetProperty("bytes").GetDouble(), all[name].GetProperty("accuracy").GetDouble()))];
    }

    private static IEnumerable<(string Name, string Text, Diagram[] Charts)> Blocks(string page) =>
        from block in SiteTables.Block().Matches(page)
        where block.Groups["name"].Value.StartsWith("charted ", StringComparison.Ordinal)
        let name = block.Groups["name"].Value["charted ".Length..]
        select (name, block.Value, ChartMarks.Marks().Matches(block.Value).Select(mark => ChartedFigures.On(page).Chart(name, CommittedResult.Named(Tree.Root, mark.Groups["file"].Value))).ToArray());

    private static JsonDocument Read(string result) => JsonDocument.Parse(File.ReadAllText(Tree.At("bench", "results", result)));

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d\d?(, \d\d?)*$")]
    private static partial Regex RowNumbers();

    [GeneratedRegex(@"^\d+\u00a0%$|^\d[\d\u00a0]{2,}$")]
    private static partial Regex Ticks();
}
