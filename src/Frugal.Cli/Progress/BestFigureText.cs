using System.Globalization;
using Frugal.Learning;
using Frugal.Reporting;

namespace Frugal.Cli.Progress;

/// <summary>Writes the best figures of a task: "size 2.1 MB, then 1.3 MB".</summary>
internal static class BestFigureText
{
    /// <summary>A figure with its unit.</summary>
    public static Bilingual Of(BestFigure figure) => figure.Unit switch
    {
        "bytes" => Bilingual.Size((long)figure.Value),
        "ms" => Bilingual.Time(figure.Value),
        "x" => Bilingual.Times(figure.Value),
        "%" => Bilingual.Number(figure.Value.ToString("0.#", CultureInfo.InvariantCulture)) + ("%", "\u00a0%"),
        _ => Bilingual.Number(figure.Value.ToString("0.###", CultureInfo.InvariantCulture)) + $" {figure.Unit}",
    };

    /// <summary>The figure's name in words: "speed_up" is "speed up".</summary>
    public static string Name(string name) => name.Replace('_', ' ');

    /// <summary>The first measured figure and the best; one figure if they are the same.</summary>
    public static Bilingual History(IReadOnlyList<BestFigure> figures) => figures.Count == 1
        ? Of(figures[0])
        : Of(figures[0]) + " → " + Of(figures[^1]);
}
