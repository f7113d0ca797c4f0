using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Pruning;
using Frugal.Quantization;
using Frugal.Training;

namespace Frugal.Compression;

/// <summary>Prunes channels of the subject's network, and retrains the pruned network by distillation from the original.</summary>
internal sealed class PrunedTraining
{
    private const int ProbePictures = 16;   // the size does not depend on the calibrated ranges

    private readonly CompressionSubject subject;
    private readonly CompressionOptions options;
    private readonly Lazy<(ImageLoader Training, ImageLoader Validation)> pictures;

    public PrunedTraining(CompressionSubject subject, CompressionOptions options)
    {
        (this.subject, this.options) = (subject, options);
        pictures = new(Load);
    }

    /// <summary>Everything that determines the trained weights, except the original's weights.</summary>
    public IReadOnlyList<string> Origin =>
    [
        Json(options.Training with { Seed = options.Seed }), Json(options.Distillation), Json(subject.Augmentation), $"{options.Multiple} {subject.Threads}",
        CompressionRun.Identity(subject.Training), CompressionRun.Identity(subject.Validation),
    ];

    /// <summary>The network without the given share of its channels; those with the smallest filters are removed.</summary>
    /// <exception cref="FrugalException">A layer is dead, its modules are unknown, or nothing can be removed.</exception>
    public PrunedDraft Draft(double ratio, CancellationToken cancellation)
    {
        var graph = ChannelGraph.Of(subject.Network!);
        var choice = new ChannelPruningOptions { Ratio = ratio, Multiple = options.Multiple };
        var plan = ChannelPlan.Choose(graph, ChannelScores.Of(graph), choice);
        var network = graph.Remove(plan);
        var size = subject.Model.Metadata.ToPreprocessing().Size;
        var warnings = ChannelReport.Of(graph, plan, network, size).Shortfalls(choice).ToArray();
        return new PrunedDraft(ratio, network, plan, NetworkCost.Of(network, size, size).Macs, LeastBytes(Export(network), cancellation), warnings);
    }

    /// <summary>Trains a draft; resumes from its checkpoint if there is one.</summary>
    public OnnxModel Train(PrunedDraft draft, string checkpoint, string name, CancellationToken cancellation)
    {
        using var threads = new TorchThreads(subject.Threads);
        var (training, validation) = pictures.Value;
        var trainer = new Trainer(draft.Network.Copy, options.Training with { Seed = options.Seed }, checkpoint, new Teacher(subject.Network!, options.Distillation));
        using var result = trainer.Train(training, validation, new EpochLines(name, options.Progress), cancellation);
        return Export(result.Network);
    }

    private OnnxModel Export(Architecture network)
    {
        var metadata = subject.Model.Metadata;
        var size = metadata.ToPreprocessing().Size;
        var model = OnnxExporter.Export(network, [network.InputChannels, size, size], new OnnxExportOptions { Metadata = metadata });
        FoldBatchNorm.Apply(model);
        return model;
    }

    private ByteSize LeastBytes(OnnxModel model, CancellationToken cancellation)
    {
        if (options.Formats.All(format => format == CompressedFormat.Float32))
        {
            return new ByteSize(model.ToBytes().Length);
        }

        var bits = options.Formats.Any(format => format is CompressedFormat.Int4 or CompressedFormat.Mixed) ? WeightBits.Four : WeightBits.Safe8;
        var samples = CalibrationPictures.Read(model, subject.Training, ProbePictures, options.Seed).Take(1);
        return new ByteSize(StaticQuantizer.Quantize(model, samples, new QuantizationOptions { WeightBits = bits }, cancellation).Model.ToBytes().Length);
    }

    private (ImageLoader, ImageLoader) Load()
    {
        var preprocessing = subject.Model.Metadata.ToPreprocessing();
        var validation = new LoaderOptions { BatchSize = options.Training.BatchSize, Seed = options.Seed, Preprocessing = preprocessing };
        var training = validation with { Shuffle = true, DropLast = true, Augmentation = subject.Augmentation };
        return (ImageLoader.Create(subject.Training, training), ImageLoader.Create(subject.Validation, validation));
    }

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);

    /// <summary>Reports one line per epoch.</summary>
    private sealed class EpochLines(string name, Action<string> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Finished is { } finished && finished.Epoch == value.Epoch)
            {
                progress(FormattableString.Invariant($"{name}: epoch {finished.Epoch} of {value.Epochs}, validation {100 * finished.ValidationAccuracy:0.0}%"));
            }
        }
    }
}
