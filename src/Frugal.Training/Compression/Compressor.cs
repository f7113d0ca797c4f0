using Frugal.Data;
using Frugal.Measuring;

namespace Frugal.Compression;

/// <summary>
/// Compresses an image classifier in several ways and measures all results: it prunes channels, retrains the pruned networks by distillation from the
/// original, and quantises every network (the order of Han et al. 2016, "Deep compression", with whole channels instead of single weights).
/// </summary>
/// <remarks>
/// Finished work is kept in <see cref="CompressionOptions.Folder"/>. A run that was stopped, even killed, resumes from there, from the last epoch of
/// an unfinished training, and ends with the same files, bit for bit, on the same machine. Candidates that need no training come first; a network
/// whose size or MACs cannot meet the budget is not trained.
/// </remarks>
/// <example><code>
/// using var subject = CompressionSubject.Of(ModelLibrary.Default(), "garments-mobilenet");
/// var report = await new Compressor(new CompressionOptions { Folder = "compressed", Budget = CompressionBudget.Parse("200 KB, 1 ms") }).RunAsync(subject);
/// Console.WriteLine(report.Best.Recipe.Name);
/// </code></example>
public sealed class Compressor
{
    private readonly CompressionOptions options;

    /// <summary>Prepares a run.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public Compressor(CompressionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options.Validated();
    }

    /// <summary>Makes the candidates, then measures all of them with the original in one run.</summary>
    /// <param name="subject">What to compress.</param>
    /// <param name="cancellation">Stops at the next step; finished candidates are kept.</param>
    /// <exception cref="FrugalException">The model is damaged or not a classifier, its pictures have other classes, or the folder cannot be written.</exception>
    public async Task<CompressionReport> RunAsync(CompressionSubject subject, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var run = new CompressionRun(subject, options, cancellation);
        run.Whole();
        run.Pruned();
        string[] paths = [.. run.Made.Select(made => made.Path)];
        var measured = await Measurement.RunAsync(paths, options.Measuring with { Progress = options.Progress }, _ => Answers(subject.Validation, run), cancellation).ConfigureAwait(false);
        return CompressionReport.Create(subject.Name, options, measured, run.Made, run.Skipped);
    }

    /// <summary>The candidates' predictions, recorded when they were made.</summary>
    private static AccuracyComparison Answers(IImageDataset data, CompressionRun run) =>
        new(DatasetFigures.Of(data), [.. Enumerable.Range(0, data.Count).Select(data.Label)], [.. run.Made.Select(made => made.Chosen.ToArray())]);
}
