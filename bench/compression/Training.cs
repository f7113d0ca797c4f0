using Frugal.Architectures;
using Frugal.Distillation;
using Frugal.Training;

namespace Frugal.Benchmarks.Compression;

/// <summary>One training of the benchmark.</summary>
/// <param name="Name">The name of its files.</param>
/// <param name="Network">What is trained.</param>
internal sealed record Training(string Name, Func<Architecture> Network)
{
    /// <summary>Opens who teaches, a network for the same pictures; null where the labels do, or the ResNet-18.</summary>
    public Func<Architecture>? Teacher { get; init; }

    /// <summary>Whether the ResNet-18 teaches, which sees the same pictures larger.</summary>
    public bool ByResNet18 { get; init; }

    /// <summary>What is learned from the teacher.</summary>
    public DistillationOptions Distillation { get; init; } = new();

    public long Seed { get; init; } = 1;

    /// <summary>The learning rate, where it is not the baseline's.</summary>
    public double? LearningRate { get; init; }

    public ITrainingCompanion? Companion { get; init; }
}
