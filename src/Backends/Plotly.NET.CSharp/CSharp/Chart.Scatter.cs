using System.Text.Json.Nodes;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    /// <summary>Points, lines or both, as <paramref name="mode"/> says.</summary>
    public static GenericChart Scatter<XType, YType, TextType>(
        IEnumerable<XType> x,
        IEnumerable<YType> y,
        StyleParam.Mode mode,
        Optional<string> Name = default,
        Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default,
        Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default,
        Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<Color> MarkerColor = default,
        Optional<StyleParam.MarkerSymbol> MarkerSymbol = default,
        Optional<Color> LineColor = default,
        Optional<double> LineWidth = default,
        Optional<StyleParam.DrawingStyle> LineDash = default,
        Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible =>
        GenericChart.Of(
            new JsonObject { ["type"] = "scatter", ["x"] = Figures.Array(x), ["y"] = Figures.Array(y), ["mode"] = mode.Text }
                .Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
                .SetText(Text, MultiText)
                .Set("textposition", TextPosition, position => position.Text)
                .With("marker", new JsonObject().Set("color", MarkerColor).Set("symbol", MarkerSymbol, symbol => symbol.Text))
                .With("line", new JsonObject().Set("color", LineColor).Set("width", LineWidth).Set("dash", LineDash, dash => dash.Text)),
            UseDefaults.Or(true));

    /// <summary>Points.</summary>
    public static GenericChart Point<XType, YType, TextType>(
        IEnumerable<XType> x,
        IEnumerable<YType> y,
        Optional<string> Name = default,
        Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default,
        Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default,
        Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<Color> MarkerColor = default,
        Optional<StyleParam.MarkerSymbol> MarkerSymbol = default,
        Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible =>
        Scatter(x, y, TextPosition.IsSome ? StyleParam.Mode.Markers_Text : StyleParam.Mode.Markers, Name, ShowLegend, Opacity, Text, MultiText, TextPosition,
            MarkerColor, MarkerSymbol, UseDefaults: UseDefaults);

    /// <summary>A line through the points, in their order.</summary>
    public static GenericChart Line<XType, YType, TextType>(
        IEnumerable<XType> x,
        IEnumerable<YType> y,
        Optional<bool> ShowMarkers = default,
        Optional<string> Name = default,
        Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default,
        Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default,
        Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<Color> MarkerColor = default,
        Optional<StyleParam.MarkerSymbol> MarkerSymbol = default,
        Optional<Color> LineColor = default,
        Optional<double> LineWidth = default,
        Optional<StyleParam.DrawingStyle> LineDash = default,
        Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible
    {
        var mode = (ShowMarkers.Or(false), TextPosition.IsSome) switch
        {
            (true, true) => StyleParam.Mode.Lines_Markers_Text,
            (true, false) => StyleParam.Mode.Lines_Markers,
            (false, true) => StyleParam.Mode.Lines_Text,
            (false, false) => StyleParam.Mode.Lines,
        };
        return Scatter(x, y, mode, Name, ShowLegend, Opacity, Text, MultiText, TextPosition, MarkerColor, MarkerSymbol, LineColor, LineWidth, LineDash, UseDefaults);
    }
}
