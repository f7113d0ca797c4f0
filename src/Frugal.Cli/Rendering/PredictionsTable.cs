using System.Globalization;
using Frugal.Cli.Report;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>A few images with each model's prediction.</summary>
internal sealed class PredictionsTable(IReadOnlyList<ImagePredictions> images) : IRenderable
{
    public Spectre.Console.Rendering.Measurement Measure(RenderOptions options, int maxWidth) => Content().Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Content().Render(options, maxWidth);

    private IRenderable Content()
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("true class");
        foreach (var prediction in images[0].Predictions)
        {
            table.AddColumn(prediction.Model);
        }

        foreach (var image in images)
        {
            table.AddRow([image.TrueClass, .. image.Predictions.Select(prediction => Markup.Escape(string.Create(
                CultureInfo.InvariantCulture, $"{prediction.Class} {100 * prediction.Probability:F0}%")))]);
        }

        return table;
    }
}
