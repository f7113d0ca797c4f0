using System.Text.Json;
using Frugal.Architectures;
using Frugal.Data;
using Frugal.Measuring;
using Frugal.Search;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Benchmarks.Compression;

/// <summary>
/// The best network of a space that costs no more than the course's MobileNet does. A tenth of the training pictures judges the candidates, so that the validation
/// photos have no part in the choice.
/// </summary>
internal sealed class SearchedNetwork(Workshop workshop)
{
    private const double Aside = 0.1;

    /// <summary>Around the course's MobileNet, in steps that keep channels in whole vectors.</summary>
    private static readonly MobileNetSpace Space = new()
    {
        Stems = [16, 32],
        Stages =
        [
            new(Widths: [16, 24, 32], Expansions: [1], Blocks: [1]) { Kernels = [3, 5] },
            new(Widths: [32, 48, 64], Expansions: [2, 4], Blocks: [1, 2]) { Kernels = [3, 5] },
            new(Widths: [64, 80, 96], Expansions: [2, 4], Blocks: [1, 2]) { Kernels = [3, 5] },
            new(Widths: [112, 160], Expansions: [2, 4], Blocks: [1, 2]) { Kernels = [3, 5] },
        ],
        Heads = [160, 320],
    };

    /// <summary>What the course's MobileNet takes, rounded up.</summary>
    public static SearchBudget Budget { get; } = new() { Bytes = new ByteSize(2_050_000), Macs = 15_000_000, Latency = new Milliseconds(0.16) };

    /// <summary>The network with the weights that it shared with all others.</summary>
    public MobileNet Find()
    {
        set_num_threads(Workshop.Recipe.Threads);
        var (training, judging) = Splits.Stratified(Datasets.Open(Workshop.Recipe.Dataset), Aside, workshop.Options.Seed);
        var checkpoint = workshop.PathOf("supernet.checkpoint");
        var trainer = new Trainer(() => new SuperNetwork(Space), workshop.Options, checkpoint) { Companion = new SandwichRule() };
        using var all = trainer.Train(Load(training, Workshop.Recipe.Augmentation), Load(judging), new EpochLines("all networks"));
        var found = workshop.Make("found.json", file => AtomicFile.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(Search(Problem(Latencies()), Checksums.Sha256(checkpoint)))));
        return Problem(null).Build(Candidate.Of(JsonSerializer.Deserialize<int[]>(File.ReadAllBytes(found))!));

        SuperNetworkProblem Problem(LatencyTable? latency) => new((SuperNetwork)all.Network, Load(training, shuffle: true), Load(judging)) { Latency = latency };
    }

    private static LatencyTable Latencies() =>
        LatencyTable.Measure(Space, Workshop.Recipe.Preprocessing.Size, run: new ModelRunOptions { Processors = [.. CpuAffinity.Choose(1)] });

    /// <summary>The choices of the best network.</summary>
    private int[] Search(SuperNetworkProblem problem, string weights)
    {
        var best = new EvolutionarySearch().Run(new QualityJournal(problem, workshop.PathOf("evaluated.json"), weights), Budget).Best;
        Console.Error.WriteLine(FormattableString.Invariant($"found: {best.Candidate}, {best.Cost}, {best.Quality:P1}"));
        return [.. best.Candidate.Choices];
    }

    private static ImageLoader Load(IImageDataset pictures, Augmentation? augmentation = null, bool shuffle = false) => ImageLoader.Create(pictures, new LoaderOptions
    {
        BatchSize = Workshop.Recipe.Options.BatchSize,
        Shuffle = shuffle || augmentation is not null,
        DropLast = augmentation is not null,
        Preprocessing = Workshop.Recipe.Preprocessing,
        Augmentation = augmentation,
    });
}
