using System.Globalization;
using Frugal.Compression;
using Frugal.Measuring;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>Text output: all candidates by size, the Pareto front, and the skipped candidates with reasons; within 80 columns.</summary>
internal sealed class CompressionTable(CompressionReport report) : IRenderable
{
    private static readonly Style Dim = new(decoration: Decoration.Dim);

    public Spectre.Console.Rendering.Measurement Measure(RenderOptions options, int maxWidth) => Content().Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Content().Render(options, maxWidth);

    /// <summary>A candidate's role in its report, in words.</summary>
    /// <param name="report">The report.</param>
    /// <param name="candidate">One of its candidates.</param>
    /// <param name="words">Translations of the English words; null for English.</param>
    public static string Verdict(CompressionReport report, CompressionCandidate candidate, IReadOnlyDictionary<string, string>? words = null) =>
        string.Join(", ", Verdicts(report, candidate).Select(verdict => words is null ? verdict : words[verdict]));

    private IRenderable Content() => new Rows((IRenderable[])
    [
        new Text(string.Create(CultureInfo.InvariantCulture, $"{report.Name}: {report.Budget}, accuracy loss at most {report.Drop:0.0#} points.")),
        new Text(report.Measured.Machine.ToString(), Dim),
        Figures(),
        .. report.Skipped.Select(skipped => new Text($"{skipped.Recipe.Name}: {skipped.Reason}.")),
        .. new MeasurementTable(report.Measured).Notes().Select(note => new Text(note, Dim)),
    ]);

    private Table Figures()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "accuracy", "points", "file", "latency", "faster", "RAM", "");
        foreach (var column in table.Columns)
        {
            column.NoWrap().PadLeft(0).PadRight(0);
        }

        foreach (var column in table.Columns.Skip(1).Take(6))
        {
            column.RightAligned();
        }

        foreach (var candidate in report.Candidates.OrderByDescending(candidate => candidate.Figures.Bytes))
        {
            var style = candidate == report.Best ? new Style(Color.Green) : candidate.WithinDrop ? Style.Plain : Dim;
            table.AddRow(Cells(candidate).Select(cell => new Text(cell, style)));
        }

        return table;
    }

    private IEnumerable<string> Cells(CompressionCandidate candidate)
    {
        var figures = candidate.Figures;
        return
        [
            candidate.Recipe.Name,
            figures.Accuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"{100 * accuracy:F1}%") : "",
            figures.Versus is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{-candidate.DropPoints:+0.0;-0.0;0.0}"),
            new ByteSize(figures.Bytes).ToString(),
            new Milliseconds(figures.Latency.P50Ms).ToString(),
            figures.Versus is { } versus ? string.Create(CultureInfo.InvariantCulture, $"{versus.Latency:F2}x") : "",
            new ByteSize(figures.Ram.AnonymousBytes).ToString(),
            Verdict(report, candidate),
        ];
    }

    private static IEnumerable<string> Verdicts(CompressionReport report, CompressionCandidate candidate)
    {
        if (!candidate.WithinDrop)
        {
            return ["loses too much"];
        }

        if (candidate == report.Best)
        {
            return candidate.OnFront ? [report.Met ? "best" : "nearest", "front"] : [report.Met ? "best" : "nearest"];
        }

        return !candidate.MeetsBudget ? ["over budget"] : candidate.OnFront ? ["front"] : [];
    }
}
