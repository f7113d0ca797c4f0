using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Models;
using Frugal.Pruning;
using Frugal.Training;

namespace Frugal.Benchmarks.Compression;

/// <summary>The networks that have to be trained, each once. The caller disposes what it gets.</summary>
internal sealed class TrainedNetworks(Workshop workshop)
{
    public static IReadOnlyList<long> Seeds { get; } = [1, 2, 3];

    /// <summary>The share of the weights that <see cref="Sparse"/>, <see cref="SmallAndSparse"/> and <see cref="Ticket"/> lose.</summary>
    public const double Sparsity = 0.9, SmallSparsity = 0.75, TicketSparsity = 0.5;

    /// <summary>Epochs of the ResNet-18's own compression: each takes a minute and a half.</summary>
    public int ShortEpochs => Math.Min(10, workshop.Epochs);

    /// <summary>The learning rate of networks that are trained already.</summary>
    private const double Gentle = 0.001;

    /// <summary>Narrow enough for a tenth of the baseline's bytes: 0.11 M parameters, 7.7 M MACs.</summary>
    private static readonly ResNetOptions Narrow = new() { Stem = 16, Widths = [16, 32, 48, 56] };

    /// <summary>The baseline without half of its channels, taught by the ResNet-18, as the baseline was.</summary>
    public TrainingResult HalfOfTheChannels() => workshop.Train(new Training("half-of-the-channels", Halved) { ByResNet18 = true });

    /// <summary>The ResNet-18 without half of its channels, taught by it at its own learning rate.</summary>
    public TrainingResult HalfOfResNet18()
    {
        var recipe = Recipes.Named(Workshop.ResNet18);
        Console.Error.WriteLine("training: half of the ResNet-18");
        return new RecipeRun
        {
            Recipe = recipe with
            {
                Network = () => Halved(Workshop.ResNet18),
                Pretrained = null,
                Teacher = Workshop.ResNet18,
                Options = recipe.Options with { Epochs = ShortEpochs, Views = Math.Min(ShortEpochs, 5) },
            },
            Open = workshop.Library.Open,
            Checkpoint = workshop.PathOf("half-of-resnet18.checkpoint"),
            Progress = new EpochLines("half of the ResNet-18"),
        }.Run();
    }

    /// <summary>The halved network again, while three quarters of its weights become 0.</summary>
    public TrainingResult SmallAndSparse()
    {
        using var halved = HalfOfTheChannels();
        using var pruning = Pruning(SmallSparsity);
        return workshop.Train(new Training("half-of-the-channels-sparse", () => ((PrunedNetwork)halved.Network).Copy()) { ByResNet18 = true, LearningRate = Gentle, Companion = pruning });
    }

    /// <summary>The baseline while nine tenths of its weights become 0, taught by itself as it was.</summary>
    public TrainingResult Sparse()
    {
        using var pruning = Pruning(Sparsity);
        return workshop.Train(new Training("sparse", Baseline) { Teacher = Baseline, LearningRate = Gentle, Companion = pruning });
    }

    /// <summary>The same, but those weights go that moved towards 0, not those that are near it.</summary>
    public TrainingResult Moved()
    {
        using var pruning = Pruning(Sparsity, movement: true);
        return workshop.Train(new Training("sparse-by-movement", Baseline) { Teacher = Baseline, LearningRate = Gentle, Companion = pruning });
    }

    /// <summary>A small network from scratch.</summary>
    public TrainingResult Student(bool taught, long seed) =>
        workshop.Train(new Training($"student-{(taught ? "taught" : "alone")}-{seed}", Small) { Teacher = taught ? Baseline : null, Seed = seed });

    /// <summary>The small network, taught by the baseline in another way.</summary>
    public TrainingResult Student(string way, DistillationOptions options) => workshop.Train(new Training($"student-{way}", Small) { Teacher = Baseline, Distillation = options });

    /// <summary>The small network, taught by the one of its own shape that the baseline taught.</summary>
    public TrainingResult BornAgain() => workshop.Train(new Training("student-born-again", Small) { Teacher = () => Student(taught: true, Seeds[0]).Network });

    /// <summary>The small network, taught by the halved one, which the baseline taught.</summary>
    public TrainingResult Assisted() => workshop.Train(new Training("student-assisted", Small) { Teacher = () => HalfOfTheChannels().Network });

    /// <summary>The small network from the start that it had, without half of its weights: those that were smallest in the end.</summary>
    public TrainingResult Ticket()
    {
        using var trained = Student(taught: false, Seeds[0]);
        using var masks = WeightMasks.Choose(trained.Network, WeightScores.Magnitude(trained.Network), new MaskOptions { Sparsity = TicketSparsity });
        return workshop.Train(new Training("student-ticket", () => Masked(masks)) { Companion = new MaskKeeper(masks) });
    }

    /// <summary>MobileNetV2 as published, for the baseline's pictures, taught by it: 52 convolutions, one behind the other.</summary>
    public TrainingResult Deep() => workshop.Train(new Training("mobilenetv2-taught", () => new MobileNetV2(new MobileNetV2Options { Size = Workshop.Recipe.Preprocessing.Size, Classes = Catalog.Datasets[Workshop.Recipe.Dataset].Classes.Count })) { Teacher = Baseline });

    /// <summary>The network that the search found, taught by the baseline from the weights on that it shared.</summary>
    public TrainingResult Searched()
    {
        using var found = new SearchedNetwork(workshop).Find();
        return workshop.Train(new Training("searched", () => Copy(found)) { Teacher = Baseline, LearningRate = Gentle });
    }

    private static MobileNet Copy(MobileNet network)
    {
        var copy = new MobileNet(network.Options);
        copy.load_state_dict(network.state_dict());
        return copy;
    }

    private static ResNet Small() => new(Narrow);

    private static ResNet Masked(WeightMasks masks)
    {
        var network = Small();
        masks.Apply(network);
        return network;
    }

    private Architecture Baseline() => workshop.Library.Open(Workshop.Baseline);

    private PrunedNetwork Halved() => Halved(Workshop.Baseline);

    private PrunedNetwork Halved(string name)
    {
        using var whole = workshop.Library.Open(name);
        var graph = ChannelGraph.Of(whole);
        return graph.Remove(ChannelPlan.Choose(graph, ChannelScores.Of(graph, ChannelCriterion.GroupL2), new ChannelPruningOptions { Ratio = 0.5 }));
    }

    /// <summary>
    /// Removes weights during the first six tenths of the training; the rest of it recovers. Movement is watched for a tenth before it decides: of a network that is trained already the
    /// first steps are noise.
    /// </summary>
    private GradualPruning Pruning(double sparsity, bool movement = false)
    {
        var steps = (long)workshop.Epochs * workshop.StepsPerEpoch;
        var schedule = new CubicSchedule { Final = sparsity, Begin = movement ? steps / 10 : 0, End = Math.Max(1, 6 * steps / 10), Every = 20 };
        return new(schedule, PruningScope.Global, movement);
    }
}
