using System.Globalization;
using Frugal.Cli.Report;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>A few images with each model's prediction.</summary>
internal sealed class PicturesTable(IReadOnlyList<PictureVerdicts> pictures) : IRenderable
{
    public Spectre.Console.Rendering.Measurement Measure(RenderOptions options, int maxWidth) => Content().Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Content().Render(options, maxWidth);

    private IRenderable Content()
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("really");
        foreach (var verdict in pictures[0].Verdicts)
        {
            table.AddColumn(verdict.Model + " says");
        }

        foreach (var picture in pictures)
        {
            table.AddRow([picture.Truth, .. picture.Verdicts.Select(verdict => Markup.Escape(string.Create(
                CultureInfo.InvariantCulture, $"{verdict.Class} {100 * verdict.Probability:F0}%")))]);
        }

        return table;
    }
}
