using System.Globalization;
using Frugal.Measuring;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>Text output of a report: the machine, one row per model, and notes on the method.</summary>
internal sealed class MeasurementTable(MeasurementReport report) : IRenderable
{
    public Spectre.Console.Rendering.Measurement Measure(RenderOptions options, int maxWidth) => Content().Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Content().Render(options, maxWidth);

    private IRenderable Content() => new Rows((IRenderable[])
    [
        new Text(report.Machine.ToString()),
        new Text(string.Join(' ', report.Machine.Flags), new Style(decoration: Decoration.Dim)),
        Figures(),
        .. Notes().Select(note => new Text(note, new Style(decoration: Decoration.Dim))),
    ]);

    private Table Figures()
    {
        var shared = SharedPrefix([.. report.Models.Select(model => model.Name)]);
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(Markup.Escape(shared.TrimEnd('.', '-', '_')));
        foreach (var model in report.Models)
        {
            table.AddColumn(new TableColumn(Markup.Escape(model.Name[shared.Length..])).RightAligned());
        }

        Row("format", model => model.Format);
        Row("file", model => new ByteSize(model.Bytes).ToString(), versus => Times(versus.Bytes, "smaller", "larger"));
        Row("parameters", model => Significant.Count(model.Parameters));
        Row("MACs", model => Significant.Count(model.Macs));
        Row("latency p50", model => new Milliseconds(model.Latency.P50Ms).ToString(), versus => versus.LatencyCi[0] <= 1 && versus.LatencyCi[1] >= 1 ? "no difference" : Times(versus.Latency, "faster", "slower"));
        Row("  95% interval", _ => "", versus => string.Create(CultureInfo.InvariantCulture, $"{versus.LatencyCi[0]:F2} to {versus.LatencyCi[1]:F2}"));
        Row("latency p95 / p99", model => $"{Significant.Three(model.Latency.P95Ms)} / {new Milliseconds(model.Latency.P99Ms)}");
        Row(report.Dataset is null ? "samples/s" : "images/s", model => Significant.Three(model.Latency.PerSecond));
        Row("RAM, anonymous", model => new ByteSize(model.Ram.AnonymousBytes).ToString());
        Row("RAM, file-backed", model => new ByteSize(model.Ram.FileBytes).ToString());
        Row("load time", model => new Milliseconds(model.LoadMs).ToString());
        Row("accuracy", model => model.Accuracy is { } share ? Percent(share) : "not measured", versus => versus.AccuracyPoints is { } points
            ? string.Create(CultureInfo.InvariantCulture, $"{points:+0.0;-0.0;0.0} points") : "");
        Row("agreement", _ => "", versus => versus.Agreement is { } agreement ? Percent(agreement) : "");
        return table;

        void Row(string name, Func<ModelFigures, string> figure, Func<VersusFigures, string>? compare = null)
        {
            var cells = report.Models.Select(model => Markup.Escape(figure(model))
                + (compare is not null && model.Versus is { } versus && compare(versus) is { Length: > 0 } text ? $"{(figure(model).Length > 0 ? "\n" : "")}[green]{text}[/]" : "")).ToArray();
            if (cells.Any(cell => cell.Length > 0))
            {
                table.AddRow([name, .. cells]);
            }
        }
    }

    /// <summary>Notes on how the figures were measured, one line each.</summary>
    internal IEnumerable<string> Notes()
    {
        var latency = report.Models[0].Latency;
        var runtime = report.Runtime;
        yield return $"{latency.Threads} thread{(latency.Threads == 1 ? "" : "s")}{(runtime.Pinned ? ", pinned" : ", not pinned")}, batch {latency.Batch}, "
            + $"{runtime.Rounds} interleaved rounds; ONNX Runtime {runtime.OnnxRuntime}, .NET {runtime.Dotnet}.";
        if (runtime.CpuShare is < 0.95 and var share)
        {
            yield return $"Other programs used {Percent(1 - share)} of the processor: latencies are too high, but their ratios remain valid.";
        }

        yield return $"RAM: peak in a separate process, above the bare runtime's {new ByteSize(runtime.RamBaseline.AnonymousBytes)}"
            + (runtime.RamMethod == "smaps_rollup" ? "." : "; this system does not report file-backed memory separately.");
        yield return report.Dataset is { } data
            ? $"Accuracy on {data.Count.ToString("N0", CultureInfo.InvariantCulture)} images of {data.Name}, {data.Split} ({data.Source}{(data.StandIn ? ", a stand-in" : "")})."
            : "Accuracy was not measured: no model names a data set; give one with --dataset.";
    }

    /// <summary>The common prefix of all names, up to a separator, which the columns omit.</summary>
    private static string SharedPrefix(string[] names)
    {
        var length = names.Length < 2 ? 0 : Enumerable.Range(0, names.Min(name => name.Length)).TakeWhile(i => names.All(name => name[i] == names[0][i])).Count();
        return names[0][..(names[0][..length].LastIndexOfAny(['.', '-', '_']) + 1)];
    }

    private static string Times(double ratio, string better, string worse) =>
        string.Create(CultureInfo.InvariantCulture, $"{(ratio >= 1 ? ratio : 1 / ratio):F2}x {(ratio >= 1 ? better : worse)}");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1}%");
}
