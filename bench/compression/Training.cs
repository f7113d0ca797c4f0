using Frugal.Architectures;
using Frugal.Distillation;
using Frugal.Training;

namespace Frugal.Benchmarks.Compression;

/// <summary>One training of the benchmark.</summary>
/// <param name="Name">The name of its files.</param>
/// <param name="Network">What is trained.</param>
internal sealed record Training(string Name, Func<Architecture> Network)
{
    /// <summary>Opens who teaches; null where the labels do.</summary>
    public Func<Architecture>? Teacher { get; init; }

    /// <summary>What is learned from the teacher.</summary>
    public DistillationOptions Distillation { get; init; } = new();

    public long Seed { get; init; } = 1;

    /// <summary>The learning rate, where it is not the baseline's.</summary>
    public double? LearningRate { get; init; }

    public ITrainingCompanion? Companion { get; init; }
}
