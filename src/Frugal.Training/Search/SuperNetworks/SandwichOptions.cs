namespace Frugal.Search;

/// <summary>Options of the <see cref="SandwichRule"/>.</summary>
public sealed record SandwichOptions
{
    /// <summary>Number of networks drawn at random in each step, in addition to the largest and the smallest; 0 to 64, 2 by default.</summary>
    public int Random { get; init; } = 2;

    /// <summary>Whether all networks but the largest learn the largest's probabilities instead of the labels; true by default.</summary>
    public bool Distil { get; init; } = true;

    /// <summary>Random seed of the draws; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public SandwichOptions Validated()
    {
        Guard.Range("Search", nameof(Random), Random, Random is >= 0 and <= 64, "0 to 64");
        return this;
    }
}
