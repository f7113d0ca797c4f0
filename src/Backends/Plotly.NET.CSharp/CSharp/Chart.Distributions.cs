using System.Text.Json.Nodes;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    /// <summary>How often values fall into bins.</summary>
    public static GenericChart Histogram<XType, YType, TextType>(
        Optional<IEnumerable<XType>> X = default,
        Optional<IEnumerable<YType>> Y = default,
        Optional<StyleParam.Orientation> Orientation = default,
        Optional<string> Name = default,
        Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default,
        Optional<StyleParam.HistNorm> HistNorm = default,
        Optional<int> NBinsX = default,
        Optional<int> NBinsY = default,
        Optional<Color> MarkerColor = default,
        Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible =>
        GenericChart.Of(
            new JsonObject { ["type"] = "histogram" }
                .Set("x", X, Figures.Array).Set("y", Y, Figures.Array).Set("orientation", Orientation, orientation => orientation.Text)
                .Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
                .Set("histnorm", HistNorm, norm => norm.Text).Set("nbinsx", NBinsX).Set("nbinsy", NBinsY)
                .With("marker", new JsonObject().Set("color", MarkerColor)),
            UseDefaults.Or(true));

    /// <summary>Quartiles, whiskers and outliers.</summary>
    public static GenericChart BoxPlot<XType, YType, TextType>(
        Optional<IEnumerable<XType>> X = default,
        Optional<IEnumerable<YType>> Y = default,
        Optional<string> Name = default,
        Optional<bool> ShowLegend = default,
        Optional<Color> FillColor = default,
        Optional<Color> MarkerColor = default,
        Optional<double> Opacity = default,
        Optional<StyleParam.BoxPoints> BoxPoints = default,
        Optional<StyleParam.Orientation> Orientation = default,
        Optional<bool> Notched = default,
        Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible =>
        GenericChart.Of(
            new JsonObject { ["type"] = "box" }
                .Set("x", X, Figures.Array).Set("y", Y, Figures.Array)
                .Set("name", Name).Set("showlegend", ShowLegend).Set("fillcolor", FillColor).Set("opacity", Opacity)
                .Set("boxpoints", BoxPoints, points => points.ToJson()).Set("orientation", Orientation, orientation => orientation.Text).Set("notched", Notched)
                .With("marker", new JsonObject().Set("color", MarkerColor)),
            UseDefaults.Or(true));

    /// <summary>A matrix as colours, a row of <paramref name="zData"/> a row of the picture; the first is the lowest unless <paramref name="ReverseYAxis"/>.</summary>
    public static GenericChart Heatmap<ZType, XType, YType, TextType>(
        IEnumerable<IEnumerable<ZType>> zData,
        Optional<string> Name = default,
        Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default,
        Optional<IEnumerable<XType>> X = default,
        Optional<int> XGap = default,
        Optional<IEnumerable<YType>> Y = default,
        Optional<int> YGap = default,
        Optional<StyleParam.Colorscale> ColorScale = default,
        Optional<bool> ShowScale = default,
        Optional<bool> ReverseScale = default,
        Optional<bool> ReverseYAxis = default,
        Optional<bool> UseDefaults = default)
        where ZType : IConvertible
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible
    {
        var chart = GenericChart.Of(
            new JsonObject { ["type"] = "heatmap", ["z"] = Figures.Matrix(zData) }
                .Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
                .Set("x", X, Figures.Array).Set("xgap", XGap).Set("y", Y, Figures.Array).Set("ygap", YGap)
                .Set("colorscale", ColorScale, scale => scale.ToJson()).Set("showscale", ShowScale).Set("reversescale", ReverseScale),
            UseDefaults.Or(true));
        return ReverseYAxis.Or(false) ? chart.WithLayout(layout => layout["yaxis"] = new JsonObject { ["autorange"] = "reversed" }) : chart;
    }
}
