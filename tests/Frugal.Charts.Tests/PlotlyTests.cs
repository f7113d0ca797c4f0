using System.Text.Json.Nodes;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace Frugal.Charts.Tests;

/// <summary>What the course relies on in Plotly.NET.CSharp: the figures' JSON.</summary>
public class PlotlyTests
{
    private static readonly double[] X = [1, 2, 3];
    private static readonly double[] Y = [4, double.NaN, 6];

    private static IEnumerable<TestCaseData> Charts()
    {
        yield return Case("line", Chart.Line<double, double, string>(x: X, y: Y, ShowMarkers: true, Name: "loss", LineColor: Color.fromHex("#0072B2"), LineDash: StyleParam.DrawingStyle.Dash, UseDefaults: false),
            """{"type":"scatter","x":[1,2,3],"y":[4,"NaN",6],"mode":"lines+markers","name":"loss","marker":{},"line":{"color":"rgba(0, 114, 178, 1.0)","dash":"dash"}}""");
        yield return Case("point", Chart.Point<int, float, string>(x: [1, 2], y: [0.1f, 0.2f], MultiText: new[] { "a", "b" }, TextPosition: StyleParam.TextPosition.TopCenter, MarkerSymbol: StyleParam.MarkerSymbol.Diamond, UseDefaults: false),
            """{"type":"scatter","x":[1,2],"y":[0.1,0.2],"mode":"markers+text","text":["a","b"],"textposition":"top center","marker":{"symbol":"2"},"line":{}}""");
        yield return Case("scatter", Chart.Scatter<int, int, string>(x: [1], y: [2], mode: StyleParam.Mode.Markers, Opacity: 0.5, ShowLegend: false, UseDefaults: false),
            """{"type":"scatter","x":[1],"y":[2],"mode":"markers","showlegend":false,"opacity":0.5,"marker":{},"line":{}}""");
        yield return Case("bar", Chart.Bar<double, string, string>(values: [1.5], Keys: new[] { "a" }, Text: "one", TextPosition: StyleParam.TextPosition.Outside, UseDefaults: false),
            """{"type":"bar","x":[1.5],"orientation":"h","y":["a"],"text":"one","textposition":"outside","marker":{}}""");
        yield return Case("column", Chart.Column<int, string, string>(values: [1, 2], Keys: new[] { "a", "b" }, MarkerColor: Color.fromColors([Color.fromString("red"), Color.fromRGB(1, 2, 3)]), Width: 1, UseDefaults: false),
            """{"type":"bar","y":[1,2],"orientation":"v","x":["a","b"],"width":1,"marker":{"color":["red","rgba(1, 2, 3, 1.0)"]}}""");
        yield return Case("histogram", Chart.Histogram<double, double, string>(X: X, NBinsX: 10, HistNorm: StyleParam.HistNorm.Probability, UseDefaults: false),
            """{"type":"histogram","x":[1,2,3],"histnorm":"probability","nbinsx":10,"marker":{}}""");
        yield return Case("box", Chart.BoxPlot<double, string, string>(X: X, Name: "ms", BoxPoints: StyleParam.BoxPoints.False, Orientation: StyleParam.Orientation.Horizontal, UseDefaults: false),
            """{"type":"box","x":[1,2,3],"name":"ms","boxpoints":false,"orientation":"h","marker":{}}""");
        yield return Case("heatmap", Chart.Heatmap<int, string, string, string>(zData: new int[][] { [1, 2], [3, 4] }, X: new[] { "a", "b" }, ColorScale: StyleParam.Colorscale.Viridis, ShowScale: false, UseDefaults: false),
            """{"type":"heatmap","z":[[1,2],[3,4]],"x":["a","b"],"colorscale":"Viridis","showscale":false}""");
    }

    [TestCaseSource(nameof(Charts))]
    public void A_chart_is_a_trace_of_plotlys_schema(GenericChart chart, string trace)
    {
        var figure = GenericChart.toFigureJson(chart);

        AssertSame(JsonNode.Parse(figure), $$"""{"data":[{{trace}}],"layout":{},"frames":[]}""");
        Assert.That(PlotlySchema.Faults(figure), Is.Empty);
    }

    [Test]
    public void Traces_are_combined_and_the_later_layout_holds()
    {
        var combined = Chart.Combine(
        [
            Chart.Line<double, double, string>(x: X, y: X).WithTitle("first").WithSize(Width: 300),
            Chart.Line<double, double, string>(x: X, y: X).WithTitle("second"),
        ]).WithTraceInfo(Name: "line", ShowLegend: true);

        var figure = JsonNode.Parse(GenericChart.toFigureJson(combined))!;
        Assert.That(figure["data"]!.AsArray().Select(trace => (bool)trace!["showlegend"]!), Is.EqualTo(new[] { true, true }));
        Assert.That(((int)figure["layout"]!["width"]!, (string)figure["layout"]!["title"]!["text"]!), Is.EqualTo((600, "second")));
    }

    [Test]
    public void Axes_have_titles_types_and_ranges()
    {
        var chart = Chart.Heatmap<int, int, int, string>(zData: new int[][] { [1] }, ReverseYAxis: true, UseDefaults: false)
            .WithXAxisStyle<double, double, string>(TitleText: "bytes", AxisType: StyleParam.AxisType.Log, MinMax: Tuple.Create(0.0, 2.0))
            .WithYAxisStyle<double, double, string>(TitleText: "row", ShowGrid: false, ZeroLine: false, ShowLine: true);

        var figure = GenericChart.toFigureJson(chart);
        AssertSame(JsonNode.Parse(figure)!["layout"], """{"yaxis":{"autorange":"reversed","title":{"text":"row"},"showline":true,"showgrid":false,"zeroline":false},"xaxis":{"title":{"text":"bytes"},"type":"log","range":[0,2]}}""");
        Assert.That(PlotlySchema.Faults(figure), Is.Empty);
    }

    [Test]
    public void The_schema_finds_what_plotly_would_not_take()
    {
        Assert.That(PlotlySchema.Faults("""{"data":[{"type":"pie"},{"type":"bar","modus":1,"orientation":"x","opacity":2}],"layout":{"width":"wide"}}"""), Has.Count.EqualTo(5));
        Assert.That(PlotlySchema.Faults("""{"data":[{"type":"scatter","mode":"lines+dots"}],"layout":{}}"""), Has.Count.EqualTo(1));
    }

    /// <summary>Compares without regard to the members' order and to empty objects inside the traces, which the package adds.</summary>
    private static void AssertSame(JsonNode? figure, string expected) =>
        Assert.That(JsonNode.DeepEquals(WithoutEmpty(figure), WithoutEmpty(JsonNode.Parse(expected))), $"{figure?.ToJsonString()} is not {expected}");

    private static JsonNode? WithoutEmpty(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, WithoutEmpty(member.Value))).Where(member => member.Value is not JsonObject { Count: 0 })),
        JsonArray items => new JsonArray([.. items.Select(WithoutEmpty)]),
        _ => node?.DeepClone(),
    };

    private static TestCaseData Case(string name, GenericChart chart, string trace) => new TestCaseData(chart, trace).SetName($"A_{name}_is_a_trace_of_plotlys_schema");
}
