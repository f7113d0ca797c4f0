using System.Text.Json.Nodes;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    /// <summary>Horizontal bars.</summary>
    public static GenericChart Bar<ValuesType, KeysType, TextType>(
        IEnumerable<ValuesType> values,
        Optional<IEnumerable<KeysType>> Keys = default,
        Optional<string> Name = default,
        Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default,
        Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default,
        Optional<Color> MarkerColor = default,
        Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<bool> UseDefaults = default,
        Optional<ValuesType> Base = default,
        Optional<ValuesType> Width = default)
        where ValuesType : IConvertible
        where KeysType : IConvertible
        where TextType : IConvertible =>
        GenericChart.Of(
            new JsonObject { ["type"] = "bar", ["x"] = Figures.Array(values), ["orientation"] = "h" }
                .Set("y", Keys, Figures.Array).Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
                .SetText(Text, MultiText).Set("textposition", TextPosition, position => position.Text)
                .Set("base", Base, Figures.Value).Set("width", Width, Figures.Value)
                .With("marker", new JsonObject().Set("color", MarkerColor)),
            UseDefaults.Or(true));

    /// <summary>Vertical bars.</summary>
    public static GenericChart Column<ValuesType, KeysType, TextType>(
        IEnumerable<ValuesType> values,
        Optional<IEnumerable<KeysType>> Keys = default,
        Optional<string> Name = default,
        Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default,
        Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default,
        Optional<Color> MarkerColor = default,
        Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<bool> UseDefaults = default,
        Optional<ValuesType> Base = default,
        Optional<ValuesType> Width = default)
        where ValuesType : IConvertible
        where KeysType : IConvertible
        where TextType : IConvertible =>
        GenericChart.Of(
            new JsonObject { ["type"] = "bar", ["y"] = Figures.Array(values), ["orientation"] = "v" }
                .Set("x", Keys, Figures.Array).Set("name", Name).Set("showlegend", ShowLegend).Set("opacity", Opacity)
                .SetText(Text, MultiText).Set("textposition", TextPosition, position => position.Text)
                .Set("base", Base, Figures.Value).Set("width", Width, Figures.Value)
                .With("marker", new JsonObject().Set("color", MarkerColor)),
            UseDefaults.Or(true));
}
