using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Frugal.Charts;

/// <summary>One figure before and after a change.</summary>
/// <param name="Name">What it measures: size, latency.</param>
/// <param name="Before">Before; above 0.</param>
/// <param name="After">After.</param>
/// <param name="Unit">What both count.</param>
public sealed record ChangedFigure(string Name, double Before, double After, string Unit);

/// <summary>Figures of different units before and after a change, as shares of what they were; the bars bear the figures themselves.</summary>
public sealed record BeforeAfterChart
{
    /// <summary>The figures, the first on top.</summary>
    public required IReadOnlyList<ChangedFigure> Figures { get; init; }

    /// <summary>The title; default: none.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the state before is called. Default: before.</summary>
    public string BeforeName { get; init; } = "before";

    /// <summary>What the state after is called. Default: after.</summary>
    public string AfterName { get; init; } = "after";

    /// <summary>The chart.</summary>
    /// <exception cref="FrugalException">There is no figure, one is no finite number, or one was not above 0 before.</exception>
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
