using System.Text.Json.Nodes;

namespace Plotly.NET.CSharp;

/// <summary>Changes to charts, one after another.</summary>
public static class GenericChartExtensions
{
    /// <summary>Sets the traces' name (with the number of the trace where there are several) and whether the legend shows them.</summary>
    public static GenericChart WithTraceInfo(this GenericChart gChart, Optional<string> Name = default, Optional<bool> ShowLegend = default) =>
        gChart.WithTraces((trace, at) =>
            trace.Set("name", Name.IsSome && gChart.Traces.Count > 1 ? $"{Name.Value}_{at}" : Name).Set("showlegend", ShowLegend));

    /// <summary>Sets the size in pixels.</summary>
    public static GenericChart WithSize(this GenericChart gChart, Optional<int> Width = default, Optional<int> Height = default) =>
        gChart.WithLayout(layout => layout.Set("width", Width).Set("height", Height));

    /// <summary>Sets title, type and range of the horizontal axis.</summary>
    public static GenericChart WithXAxisStyle<MinType, MaxType, CategoryArrayType>(
        this GenericChart gChart,
        Optional<string> TitleText = default,
        Optional<StyleParam.AxisType> AxisType = default,
        Optional<Tuple<MinType, MaxType>> MinMax = default,
        Optional<bool> ShowLine = default,
        Optional<bool> ShowGrid = default,
        Optional<bool> ZeroLine = default)
        where MinType : IConvertible
        where MaxType : IConvertible
        where CategoryArrayType : IConvertible =>
        gChart.WithLayout(layout => Style(layout, "xaxis", TitleText, AxisType).Set("range", MinMax, Range).Set("showline", ShowLine).Set("showgrid", ShowGrid).Set("zeroline", ZeroLine));

    /// <summary>Sets title, type and range of the vertical axis.</summary>
    public static GenericChart WithYAxisStyle<MinType, MaxType, CategoryArrayType>(
        this GenericChart gChart,
        Optional<string> TitleText = default,
        Optional<StyleParam.AxisType> AxisType = default,
        Optional<Tuple<MinType, MaxType>> MinMax = default,
        Optional<bool> ShowLine = default,
        Optional<bool> ShowGrid = default,
        Optional<bool> ZeroLine = default)
        where MinType : IConvertible
        where MaxType : IConvertible
        where CategoryArrayType : IConvertible =>
        gChart.WithLayout(layout => Style(layout, "yaxis", TitleText, AxisType).Set("range", MinMax, Range).Set("showline", ShowLine).Set("showgrid", ShowGrid).Set("zeroline", ZeroLine));

    private static JsonObject Style(JsonObject layout, string axis, Optional<string> title, Optional<StyleParam.AxisType> type)
    {
        var style = layout[axis] as JsonObject ?? [];
        layout[axis] = style;
        return style.Set("title", title, text => new JsonObject { ["text"] = text }).Set("type", type, kind => kind.Text);
    }

    private static JsonArray Range<MinType, MaxType>(Tuple<MinType, MaxType> range)
        where MinType : IConvertible
        where MaxType : IConvertible => new(Figures.Value(range.Item1), Figures.Value(range.Item2));
}
