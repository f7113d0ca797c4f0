using System.Collections.Immutable;
using Frugal.Data;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Compression;

/// <summary>
/// A row of the table. Ratios are the section's first row's over this one's: above 1 is smaller, fewer, faster. Accuracy, and the points and the agreement with the first row, are
/// those of trained networks alone; the score of tweets is the mean over TweetEval's tasks; decibels say how near a text network's logits stay to the first row's.
/// </summary>
internal sealed record Row(string Name, int Epochs, long Bytes, double Smaller, long Parameters, long Macs, double FewerMacs,
    double MedianMs, double Faster, IReadOnlyList<double> FasterCi, long RamBytes, double? Accuracy, double? Points, double? Agreement, double? Decibels, double? Score = null);

/// <summary>A section as it was measured: every model in every round of timing.</summary>
internal sealed record Table(string Section, string Date, MachineInfo Machine, RuntimeInfo Runtime, DatasetFigures? Dataset, IReadOnlyList<Row> Rows)
{
    private static MeasureOptions Options { get; } = new() { Run = new ModelRunOptions { Processors = [.. CpuAffinity.Choose(1)] }, Progress = Console.Error.WriteLine };

    /// <summary>A tweet of 32 tokens, the mean of TweetEval's.</summary>
    private static MeasureOptions OfTweets { get; } = Options with { Run = Options.Run with { Dimensions = ImmutableSortedDictionary<string, int>.Empty.Add("length", 32) } };

    public static async Task<Table> MeasureAsync(Section section, string date)
    {
        var forms = section.Forms();
        Console.Error.WriteLine($"measuring: {section.Name}");
        var tweets = section.Tweets ? TweetMeter.Open() : null;
        Func<IReadOnlyList<string>, AccuracyComparison>? judge =
            section.Texts ? null : tweets is not null ? tweets.Compare : paths => new AccuracyMeter(Datasets.Open("clothing-small", "validation")).Compare(paths);
        var report = await Measurement.RunAsync([.. forms.Select(form => form.File)], tweets is null ? Options : OfTweets, judge);
        return new Table(section.Name, date, report.Machine, report.Runtime, report.Dataset,
            [.. forms.Zip(report.Models, (form, figures) => RowOf(form, figures, forms[0], report.Models[0], section.Texts) with { Score = tweets?.Scores[form.File] })]);
    }

    private static Row RowOf(Form form, ModelFigures figures, Form first, ModelFigures baseline, bool text)
    {
        var bytes = form.Stored is { } stored ? new FileInfo(stored).Length : figures.Bytes;
        var judged = form.Trained ? figures.Versus : null;
        return new Row(
            form.Name, form.Epochs, bytes, (double)baseline.Bytes / bytes, figures.Parameters, figures.Macs, (double)baseline.Macs / figures.Macs,
            figures.Latency.P50Ms, figures.Versus?.Latency ?? 1, figures.Versus?.LatencyCi ?? [1, 1], figures.Ram.AnonymousBytes,
            form.Trained ? figures.Accuracy : null, judged?.AccuracyPoints, judged?.Agreement,
            text && form != first ? TextForms.Decibels(first.File, form.File) : null);
    }
}
