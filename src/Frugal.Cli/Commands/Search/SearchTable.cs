using System.Globalization;
using Frugal.Cli.Rendering;
using Frugal.Measuring;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Commands.Search;

/// <summary>Text output: the network that was written, and the front; within 80 columns.</summary>
internal sealed class SearchTable(SearchOutcome outcome) : IRenderable
{
    private const int Shown = 10;

    private static readonly Style Dim = new(decoration: Decoration.Dim);

    public Spectre.Console.Rendering.Measurement Measure(RenderOptions options, int maxWidth) => Content().Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Content().Render(options, maxWidth);

    private IRenderable Content()
    {
        var best = outcome.Measured.Models[0];
        return new Rows((IRenderable[])
        [
            new Text($"The best of {outcome.Evaluated} networks within {outcome.Budget}: {outcome.Best.Shape()}"),
            new Text($"Accuracy {Percent(best.Accuracy ?? 0)} on {outcome.Measured.Dataset?.Count} held-out images"),
            new Text($"{new ByteSize(best.Bytes)}, {Significant.Count(best.Macs)} MACs, {new Milliseconds(best.Latency.P50Ms)}, {new ByteSize(best.Ram.AnonymousBytes)} RAM"),
            new Text(outcome.Measured.Machine.ToString(), Dim),
            Front(),
            new Text("accuracy: with the shared weights, on the selection images. network: stem, blocks x width k(ernel) e(xpansion) of each stage, head.", Dim),
            .. new MeasurementTable(outcome.Measured).Notes().Select(note => new Text(note, Dim)),
            new Text($"Best:   {outcome.File}"),
        ]);
    }

    private Table Front()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("accuracy", "file", "MACs", "latency", "network");
        foreach (var column in table.Columns.SkipLast(1))
        {
            column.NoWrap().RightAligned().PadLeft(0);
        }

        table.Columns[^1].PadLeft(0).PadRight(0);
        foreach (var one in outcome.Front.Take(Shown))
        {
            table.AddRow(
                new Text(Percent(one.Accuracy)), new Text(new ByteSize(one.Bytes).ToString()), new Text(Significant.Count(one.Macs)),
                new Text(one.LatencyMs is { } sum ? new Milliseconds(sum).ToString() : ""), new Text(one.Shape()));
        }

        return table;
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1}%");
}
