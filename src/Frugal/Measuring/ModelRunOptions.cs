using System.Collections.Immutable;

namespace Frugal.Measuring;

/// <summary>How a model is loaded and run when it is measured.</summary>
public sealed record ModelRunOptions
{
    /// <summary>Threads that one call may use. 1 to 1,024; default 1.</summary>
    public int Threads { get; init => field = InRange(value, 1024, nameof(Threads)); } = 1;

    /// <summary>Examples in one call: the size of the first axis where the model leaves it open. 1 to 65,536; default 1.</summary>
    public int Batch { get; init => field = InRange(value, 65_536, nameof(Batch)); } = 1;

    /// <summary>Sizes for the other open axes, by the name that the model gives them; an open axis that is not named here has size 1.</summary>
    public ImmutableSortedDictionary<string, int> Dimensions { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Processors to pin to, the calling thread's first, as many as <see cref="Threads"/>; empty, the default, for no pinning.</summary>
    public ImmutableArray<int> Processors { get; init; } = [];

    /// <summary>Seed for the random inputs. Default 1.</summary>
    public int Seed { get; init; } = 1;

    private static int InRange(int value, int high, string name) => value >= 1 && value <= high
        ? value
        : throw new FrugalException($"{name} is {value}. Allowed: 1 to {high}.");
}
