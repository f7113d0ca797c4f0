using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Frugal.Charts;

/// <summary>The quality that remains when a single layer is changed by increasing amounts.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Points">The amount of change, and the remaining quality.</param>
public sealed record SensitivityCurve(string Layer, IReadOnlyList<(double Amount, double Quality)> Points);

/// <summary>One curve per layer: layers with flat curves tolerate most (Han et al. 2015, "Learning both Weights and Connections", figure 6).</summary>
public sealed record SensitivityChart
{
    /// <summary>The curves.</summary>
    public required IReadOnlyList<SensitivityCurve> Curves { get; init; }

    /// <summary>The title; default: none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The title of the horizontal axis. Default: channels removed (%).</summary>
    public string AmountName { get; init; } = "channels removed (%)";

    /// <summary>The title of the vertical axis. Default: accuracy (%).</summary>
    public string QualityName { get; init; } = "accuracy (%)";

    /// <summary>The quality of the unchanged model, drawn as a dashed line; default: none.</summary>
    public double? Baseline { get; init; }

    /// <summary>Draws the chart.</summary>
    /// <exception cref="FrugalException">There is no point, or a value is not finite.</exception>
    public GenericChart Draw()
    {
        Drawing.Require("sensitivity chart", Curves.SelectMany(curve => curve.Points).SelectMany(point => new[] { point.Amount, point.Quality }));
        var colors = Drawing.Series;
        var traces = Curves.Select((curve, at) => Chart.Line<double, double, string>(
            x: curve.Points.Select(point => point.Amount), y: curve.Points.Select(point => point.Quality), ShowMarkers: true, Name: curve.Layer,
            LineColor: colors[at % colors.Length], MarkerColor: colors[at % colors.Length],
            LineDash: at < colors.Length ? StyleParam.DrawingStyle.Solid : StyleParam.DrawingStyle.Dash));
        return Drawing.Finish(Baseline is { } baseline ? traces.Append(Level(baseline)) : traces, Title, new ChartAxis(AmountName), new ChartAxis(QualityName));
    }

    private GenericChart Level(double quality)
    {
        var amounts = Curves.SelectMany(curve => curve.Points).Select(point => point.Amount).ToList();
        return Chart.Line<double, double, string>(
            x: [amounts.Min(), amounts.Max()], y: [quality, quality], Name: "unchanged", LineColor: Drawing.Grey, LineDash: StyleParam.DrawingStyle.Dash);
    }
}
