using System.Text;
using Frugal.Cli.Report;
using Frugal.Measuring;

namespace Frugal.Cli.Start;

/// <summary>The results of <c>frugal start</c>.</summary>
/// <param name="Report">The figures of the fp32, fp16 and int8 models.</param>
/// <param name="Images">Three images with the models' predictions.</param>
/// <param name="Files">The model files.</param>
/// <param name="Page">The HTML report.</param>
internal sealed record StartResult(MeasurementReport Report, IReadOnlyList<ImagePredictions> Images, IReadOnlyList<string> Files, string Page);

/// <summary>The main job: makes a trained model small and measures it.</summary>
internal static class StartJob
{
    /// <summary>Runs the job. If it is killed, each file is either complete or absent.</summary>
    public static async Task<StartResult> RunAsync(StartOptions options, CancellationToken cancellation = default)
    {
        var subject = StartSubject.Choose(options, cancellation);
        var files = new ModelVariants(subject, options).Make(cancellation);
        var measuring = new MeasureOptions
        {
            Run = new ModelRunOptions { Processors = [.. CpuAffinity.Choose(1)] },
            Timing = options.Timing,
            Memory = options.Memory,
            Progress = options.Progress,
        };
        var report = await Measurement.RunAsync(files, measuring, paths =>
        {
            options.Progress($"Measuring accuracy on {subject.Validation.Count} images of {subject.Validation.Name}");
            return new AccuracyMeter(subject.Validation).Compare(paths, cancellation);
        }, cancellation);
        var template = Task.Run(HtmlReport.Prepare, cancellation);
        var images = SamplePredictions.Of(subject.Validation, files);
        await template;
        var folder = Path.Combine(options.Folder, "report");
        var page = Path.Combine(folder, "index.html");
        Write(page, new HtmlReport(report, images, RecordedWay.Find()).Render());
        Write(Path.Combine(folder, "report.json"), report.ToJson());
        return new StartResult(report, images, files, page);
    }

    private static void Write(string path, string text) => AtomicFile.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
}
