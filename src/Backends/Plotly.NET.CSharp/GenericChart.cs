using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Plotly.NET;

/// <summary>A figure: its traces and its layout. Immutable; every change answers another.</summary>
public sealed class GenericChart
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };   // as the package writes it

    internal GenericChart(IEnumerable<JsonObject> traces, JsonObject layout) => (Traces, Layout) = ([.. traces], layout);

    internal IReadOnlyList<JsonObject> Traces { get; }

    internal JsonObject Layout { get; }

    /// <summary>All traces in one figure; where layouts disagree, the later one holds.</summary>
    public static GenericChart combine(IEnumerable<GenericChart> gCharts)
    {
        var charts = gCharts.ToList();
        if (charts.Count == 0)
        {
            throw new ArgumentException("The input sequence was empty.", nameof(gCharts));
        }

        var layout = new JsonObject();
        foreach (var (name, value) in charts.SelectMany(chart => chart.Layout))
        {
            layout[name] = value?.DeepClone();
        }

        return new GenericChart(charts.SelectMany(chart => chart.Traces), layout);
    }

    /// <summary>The figure as JSON: data, layout and frames.</summary>
    public static string toFigureJson(GenericChart gChart) => new JsonObject
    {
        ["data"] = new JsonArray([.. gChart.Traces.Select(trace => trace.DeepClone())]),
        ["layout"] = gChart.Layout.DeepClone(),
        ["frames"] = new JsonArray(),
    }.ToJsonString(Plain);

    internal static GenericChart Of(JsonObject trace, bool useDefaults) =>
        new([trace], useDefaults ? new JsonObject { ["width"] = 600, ["height"] = 600 } : []);

    /// <summary>The figure with <paramref name="change"/> made to a copy of the layout.</summary>
    internal GenericChart WithLayout(Action<JsonObject> change)
    {
        var layout = Layout.DeepClone().AsObject();
        change(layout);
        return new GenericChart(Traces, layout);
    }

    /// <summary>The figure with <paramref name="change"/> made to a copy of each trace, which is told with its place.</summary>
    internal GenericChart WithTraces(Action<JsonObject, int> change) =>
        new(Traces.Select((trace, at) =>
        {
            var copy = trace.DeepClone().AsObject();
            change(copy, at);
            return copy;
        }), Layout);
}
