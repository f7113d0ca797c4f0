using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Imaging;

namespace Frugal.Training;

/// <summary>All that it takes to train one of the course's models again: data, network, options, and how pictures are varied.</summary>
/// <param name="Name">The model's name in <c>models/catalog.json</c>.</param>
/// <param name="Dataset">The data set's name in <c>datasets/catalog.json</c>.</param>
/// <param name="Network">Builds the network, from weights that follow from TorchSharp's seed.</param>
public sealed record TrainingRecipe(string Name, string Dataset, Func<Architecture> Network)
{
    /// <summary>Epochs, rates, mixing, seed.</summary>
    public TrainingOptions Options { get; init; } = new();

    /// <summary>How training pictures are varied.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>What the network expects of a picture.</summary>
    public Preprocessing Preprocessing { get; init; } = new();

    /// <summary>The model whose weights training starts from, of the same network; null for random weights (Yosinski et al. 2014, "How transferable are features in deep neural networks?").</summary>
    public string? Pretrained { get; init; }

    /// <summary>The model whose opinion is learned instead of the labels alone, or null.</summary>
    public string? Teacher { get; init; }

    /// <summary>What is learned from the teacher: its probabilities alone by default.</summary>
    public DistillationOptions Distillation { get; init; } = new();

    /// <summary>Threads to train with. Sums are taken in another order with another number, so the weights follow from it; 2 by default.</summary>
    public int Threads { get; init; } = 2;
}
