using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Frugal.Charts;

/// <summary>One figure before and after a change.</summary>
/// <param name="Name">What is measured: size, latency.</param>
/// <param name="Before">The value before the change; above 0.</param>
/// <param name="After">The value after the change.</param>
/// <param name="Unit">The unit of both values.</param>
public sealed record ChangedFigure(string Name, double Before, double After, string Unit);

/// <summary>Values of different units before and after a change, drawn relative to the value before; the bars are labelled with the values themselves.</summary>
public sealed record BeforeAfterChart
{
    /// <summary>The figures, the first on top.</summary>
    public required IReadOnlyList<ChangedFigure> Figures { get; init; }

    /// <summary>The title; default: none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The label of the values before the change. Default: before.</summary>
    public string BeforeName { get; init; } = "before";

    /// <summary>The label of the values after the change. Default: after.</summary>
    public string AfterName { get; init; } = "after";

    /// <summary>Draws the chart.</summary>
    /// <exception cref="FrugalException">There is no figure, a value is not finite, or a value before the change is not above 0.</exception>
    public GenericChart Draw()
    {
        Drawing.Require("before-after chart", Figures.SelectMany(figure => new[] { figure.Before, figure.After }));
        if (Figures.FirstOrDefault(figure => figure.Before <= 0) is { } wrong)
        {
            throw new FrugalException($"before-after chart: '{wrong.Name}' was {wrong.Before} {wrong.Unit} before. Give a figure above 0: the bars show shares of it.");
        }

        var upwards = Figures.Reverse().ToList();   // the first bar is drawn lowest
        return Drawing.Finish(
            [
                Bars(upwards, AfterName, Drawing.Blue, figure => figure.After),
                Bars(upwards, BeforeName, Drawing.Grey, figure => figure.Before),
            ],
            Title, new ChartAxis($"share of {BeforeName} (%)"), new ChartAxis(""));
    }

    private static GenericChart Bars(IReadOnlyList<ChangedFigure> figures, string name, Color color, Func<ChangedFigure, double> value) =>
        Chart.Bar<double, string, string>(
            values: figures.Select(figure => 100 * value(figure) / figure.Before), Keys: figures.Select(figure => figure.Name).ToArray(), Name: name,
            MultiText: figures.Select(figure => $"{Drawing.Number(value(figure))} {figure.Unit}").ToArray(), MarkerColor: color, TextPosition: StyleParam.TextPosition.Auto);
}
