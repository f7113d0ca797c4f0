using Frugal.Data;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Compression;

/// <summary>A row of the table. Ratios are the baseline's over this one's: above 1 is smaller, fewer, faster.</summary>
internal sealed record Row(string Group, string Name, int Epochs, long Bytes, double Smaller, long Parameters, long Macs, double FewerMacs,
    double MedianMs, double Faster, IReadOnlyList<double> FasterCi, long RamBytes, double? Accuracy, double? Points, double? Agreement);

/// <summary>A row of a network for texts, against the same network in float32.</summary>
internal sealed record TextRow(string Name, long Bytes, double Smaller, double MedianMs, double Faster, IReadOnlyList<double> FasterCi, double? Decibels);

/// <summary>All forms measured in one run: every model in every round of timing.</summary>
internal sealed record Table(MachineInfo Machine, RuntimeInfo Runtime, DatasetFigures? Dataset, IReadOnlyList<Row> Rows)
{
    private static MeasureOptions Options { get; } = new() { Run = new ModelRunOptions { Processors = [.. CpuAffinity.Choose(1)] }, Progress = Console.Error.WriteLine };

    /// <param name="forms">The rows, the baseline first.</param>
    public static async Task<Table> MeasureAsync(IReadOnlyList<Form> forms)
    {
        var data = Datasets.Open("clothing-small", "validation");
        var report = await Measurement.RunAsync([.. forms.Select(form => form.File)], Options, paths => new AccuracyMeter(data).Compare(paths));
        return new Table(report.Machine, report.Runtime, report.Dataset, [.. forms.Zip(report.Models, (form, figures) => RowOf(form, figures, report.Models[0]))]);
    }

    /// <param name="forms">One network's forms, float32 first.</param>
    public static async Task<IReadOnlyList<TextRow>> MeasureTextsAsync(IReadOnlyList<Form> forms)
    {
        var report = await Measurement.RunAsync([.. forms.Select(form => form.File)], Options);
        return [.. forms.Zip(report.Models, (form, figures) => new TextRow(
            form.Name, figures.Bytes, figures.Versus?.Bytes ?? 1, figures.Latency.P50Ms, figures.Versus?.Latency ?? 1, figures.Versus?.LatencyCi ?? [1, 1],
            figures.Versus is null ? null : TextForms.Decibels(forms[0].File, form.File)))];
    }

    private static Row RowOf(Form form, ModelFigures figures, ModelFigures first)
    {
        var bytes = form.Stored is { } stored ? new FileInfo(stored).Length : figures.Bytes;
        return new Row(
            form.Group, form.Name, form.Epochs, bytes, (double)first.Bytes / bytes, figures.Parameters, figures.Macs, (double)first.Macs / figures.Macs,
            figures.Latency.P50Ms, figures.Versus?.Latency ?? 1, figures.Versus?.LatencyCi ?? [1, 1], figures.Ram.AnonymousBytes,
            form.Trained ? figures.Accuracy : null, form.Trained ? figures.Versus?.AccuracyPoints : null, form.Trained ? figures.Versus?.Agreement : null);
    }
}
