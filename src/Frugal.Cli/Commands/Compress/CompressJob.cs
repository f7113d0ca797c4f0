using System.Text;
using Frugal.Charts.Formatting;
using Frugal.Cli.Report;
using Frugal.Compression;
using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;

namespace Frugal.Cli.Commands;

/// <summary>One run of <c>frugal compress</c>: finds the model and its images, compresses, and writes the results.</summary>
internal sealed record CompressJob
{
    /// <summary>The share of a folder's photos used to evaluate candidates; these are not used for calibration.</summary>
    private const double ValidationShare = 0.2;

    public required string Model { get; init; }

    public string? Dataset { get; init; }

    public int? Images { get; init; }

    public required string Folder { get; init; }

    public required CompressionOptions Options { get; init; }

    public string BestFile => Path.Combine(Folder, "best.onnx");

    public string PageFile => Path.Combine(Folder, "report.html");

    public async Task<CompressionReport> RunAsync(Action<string> progress, CancellationToken cancellation)
    {
        using var subject = Subject(progress, cancellation);
        var training = Options.Training with { BatchSize = Math.Clamp(subject.Training.Count / 2, 2, Options.Training.BatchSize) };
        var report = await new Compressor(Options with { Progress = progress, Training = training }).RunAsync(subject, cancellation);
        AtomicFile.WriteAllBytes(BestFile, await File.ReadAllBytesAsync(report.Best.Path, cancellation));
        Write(PageFile, new CompressionPage(report, PlotlyScript.Read()).Render());
        Write(Path.Combine(Folder, "report.json"), report.ToJson());
        return report;
    }

    private CompressionSubject Subject(Action<string> progress, CancellationToken cancellation)
    {
        if (Images is < 4)
        {
            throw new FrugalException($"--images {Images}: it must be at least 4. Leave it out to use all images.");
        }

        var library = ModelLibrary.Default();
        var whole = Recipes.All.Any(recipe => recipe.Name == Model) ? OfLibrary(library, cancellation)
            : File.Exists(Model) ? OfFile(cancellation)
            : throw new FrugalException($"{Model}: neither a model of the catalogue ({string.Join(", ", Recipes.All.Select(recipe => recipe.Name))}) nor a file. Give one of these names, or an fp32 ONNX file.");
        var subject = Images is { } count ? whole.WithPictures(count, Options.Seed) : whole;
        progress($"{subject.Name}: {subject.Training.Count} images of {subject.Training.Name} for training and calibration, {subject.Validation.Count} for validation");
        return subject;
    }

    private CompressionSubject OfLibrary(ModelLibrary library, CancellationToken cancellation) => Dataset is null
        ? CompressionSubject.Of(library, Model, cancellation: cancellation)
        : throw new FrugalException($"--dataset {Dataset}: {Model} is compressed with the data set that it was trained on. Leave it out, or give an ONNX file.");

    private CompressionSubject OfFile(CancellationToken cancellation)
    {
        var model = OnnxModel.Load(Model);
        var named = Dataset ?? model.Metadata.Dataset
            ?? throw new FrugalException($"{Model}: the file names no data set for measuring accuracy. Give a data set or a folder of labelled photos with --dataset.");
        if (!Directory.Exists(named))
        {
            return CompressionSubject.Of(model, Datasets.Open(named, "train", cancellation: cancellation), Datasets.Open(named, "validation", cancellation: cancellation));
        }

        var (kept, aside) = Splits.Stratified(Datasets.FromFolder(named), ValidationShare, Options.Seed);
        return CompressionSubject.Of(model, kept, aside);
    }

    private static void Write(string path, string text) => AtomicFile.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
}
