using System.Globalization;
using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Imaging;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Search;
using Frugal.Training;

namespace Frugal.Cli.Commands.Search;

/// <summary>One run of <c>frugal search</c>: checks the budget, trains the supernet, searches it, writes and measures the best network.</summary>
internal sealed class SearchJob(SearchChoices choices, Action<string> progress, CancellationToken cancellation)
{
    private const int Threads = 2;   // the number of threads affects the weights

    private static readonly TrainingOptions Options = new() { LearningRate = 0.003, WeightDecay = 0.2, Mixup = 0, AverageDecay = 0.99 };

    private long Seed => choices.Evolution.Seed;

    /// <exception cref="FrugalException">The data is not available, or the budget cannot be met.</exception>
    public async Task<SearchOutcome> RunAsync()
    {
        progress($"Opening {choices.Dataset}");
        var images = SearchImages.Open(choices, cancellation);
        var space = new MobileNetSpace { Classes = images.Training.Classes.Count };
        var metadata = Metadata(images.Training);
        var table = Table(space);
        choices.Budget.RequireReached(SubNetworkCost.Of(space, space.Smallest, choices.Size, table, metadata));

        using var threads = new TorchThreads(Threads);
        using var trained = Train(space, images);
        var network = (SuperNetwork)trained.Network;
        var problem = new SuperNetworkProblem(network, Load(images.Training, shuffle: true), Load(images.Selection)) { Latency = table, Metadata = metadata };
        var journal = new QualityJournal(problem, At("evaluated.json"), Checksums.Sha256(Checkpoint));
        var result = new EvolutionarySearch(choices.Evolution).Run(journal, choices.Budget, new Generations(progress), cancellation);
        using var best = Best(problem, network, result.Best.Candidate, images);
        Export(best, metadata).Save(At("best.onnx"));
        File.Delete(Tuned(result.Best.Candidate));
        var measured = await Measurement.RunAsync([At("best.onnx")], new MeasureOptions { Run = new ModelRunOptions { Processors = [.. CpuAffinity.Choose(1)] }, Progress = progress }, paths => new AccuracyMeter(images.Test).Compare(paths), cancellation);
        return SearchOutcome.Of(choices, space, result, measured) with { File = At("best.onnx") };
    }

    private string Checkpoint => At("supernet.checkpoint");

    private string Tuned(Candidate candidate) => At($"tuned-{candidate}.checkpoint");

    private string At(string name) => Path.Combine(choices.Folder, name);

    private ModelMetadata Metadata(IImageDataset data) => new ModelMetadata
    {
        Name = Path.GetFileName(choices.Folder), Dataset = Directory.Exists(choices.Dataset) ? null : choices.Dataset, Classes = data.Classes,
    }.With(Preprocessing);

    private Preprocessing Preprocessing => new() { Size = choices.Size };

    private static OnnxModel Export(MobileNet network, ModelMetadata metadata)
    {
        var model = OnnxExporter.Export(network, [network.InputChannels, metadata.Height!.Value, metadata.Width!.Value], new OnnxExportOptions { Metadata = metadata });
        FoldBatchNorm.Apply(model);
        return model;
    }

    private LatencyTable? Table(MobileNetSpace space)
    {
        if (choices.Budget.Latency is null)
        {
            return null;
        }

        progress("Measuring the latency of each block");
        return LatencyTable.Measure(space, choices.Size, cancellation: cancellation);
    }

    private TrainingResult Train(MobileNetSpace space, SearchImages images)
    {
        var trainer = new Trainer(() => new SuperNetwork(space), For(choices.Epochs, images.Training), Checkpoint) { Companion = new SandwichRule(new SandwichOptions { Seed = Seed }) };
        return trainer.Train(Load(images.Training, shuffle: true, training: true), Load(images.Selection), new Epochs(progress, "Supernet", "accuracy of the largest network"), cancellation);
    }

    /// <summary>The best network, either with the supernet's weights unchanged or trained further.</summary>
    private MobileNet Best(SuperNetworkProblem problem, SuperNetwork network, Candidate candidate, SearchImages images)
    {
        if (choices.Tune == 0)
        {
            return problem.Build(candidate);
        }

        var options = For(choices.Tune, images.Training) with { LearningRate = Options.LearningRate / 3 };
        network.eval();
        var trainer = new Trainer(() => problem.Build(candidate), options, Tuned(candidate), new Teacher(network));
        var tuned = trainer.Train(Load(images.Training, shuffle: true, training: true), Load(images.Selection), new Epochs(progress, "Best network", "accuracy"), cancellation);
        tuned.Network.eval();
        return (MobileNet)tuned.Network;
    }

    private TrainingOptions For(int epochs, IImageDataset images) =>
        Options with { Epochs = epochs, WarmUpEpochs = Math.Min(Options.WarmUpEpochs, epochs - 1), BatchSize = BatchOf(images), Seed = Seed };

    private static int BatchOf(IImageDataset images) => Math.Clamp(images.Count / 2, 2, Options.BatchSize);

    private ImageLoader Load(IImageDataset data, bool shuffle = false, bool training = false) => ImageLoader.Create(
        data,
        new LoaderOptions
        {
            BatchSize = BatchOf(data), Shuffle = shuffle, DropLast = training, Seed = Seed, Preprocessing = Preprocessing, Augmentation = training ? new Augmentation() : null,
        },
        cancellation: cancellation);

    private sealed class Epochs(Action<string> progress, string network, string figure) : IProgress<TrainingProgress>
    {
        private int lastEpoch;

        public void Report(TrainingProgress value)
        {
            if (value.Finished is { } done && done.Epoch > lastEpoch)
            {
                lastEpoch = done.Epoch;
                progress(string.Create(CultureInfo.InvariantCulture, $"{network}: epoch {done.Epoch} of {value.Epochs}, {figure} {100 * done.ValidationAccuracy:0.0}%"));
            }
        }
    }

    private sealed class Generations(Action<string> progress) : IProgress<SearchProgress>
    {
        private EvaluatedCandidate? best;

        public void Report(SearchProgress value)
        {
            if (value.Best != best)
            {
                best = value.Best;
                progress(string.Create(CultureInfo.InvariantCulture, $"Generation {value.Generation}: {value.Evaluated} networks evaluated, best accuracy {100 * value.Best.Quality:0.0}%, {value.Best.Cost}"));
            }
        }
    }
}
