using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Imaging;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>Everything needed to train one of the course's models again: data, network, options and augmentation.</summary>
/// <param name="Name">The model's name in <c>models/catalog.json</c>.</param>
/// <param name="Dataset">The data set's name in <c>datasets/catalog.json</c>.</param>
/// <param name="Network">Builds the network; TorchSharp's seed determines its weights.</param>
public sealed record TrainingRecipe(string Name, string Dataset, Func<Architecture> Network)
{
    /// <summary>Epochs, rates, mixing, seed.</summary>
    public TrainingOptions Options { get; init; } = new();

    /// <summary>How training pictures are augmented.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>The preprocessing that the network expects.</summary>
    public Preprocessing Preprocessing { get; init; } = new();

    /// <summary>Side in pixels of the training pictures before augmentation; 128 by default.</summary>
    public int CacheSize { get; init; } = 128;

    /// <summary>The model whose weights training starts from, of the same network; null for random weights (Yosinski et al. 2014, "How transferable are features in deep neural networks?").</summary>
    public string? Pretrained { get; init; }

    /// <summary>The teacher model for distillation; null to learn from the labels alone.</summary>
    public string? Teacher { get; init; }

    /// <summary>The teacher's preprocessing, if it differs from the student's; null if it is the same.</summary>
    public Preprocessing? TeacherPreprocessing { get; init; }

    /// <summary>What is learned from the teacher; only its probabilities by default.</summary>
    public DistillationOptions Distillation { get; init; } = new();

    /// <summary>Number of training threads; 2 by default. It determines the order of summation, so the resulting weights depend on it.</summary>
    public int Threads { get; init; } = 2;
}
