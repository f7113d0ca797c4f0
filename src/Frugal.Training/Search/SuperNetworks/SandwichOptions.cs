namespace Frugal.Search;

/// <summary>What a step of the <see cref="SandwichRule"/> trains.</summary>
public sealed record SandwichOptions
{
    /// <summary>Networks drawn at random in each step, beside the largest and the smallest; 0 to 64, 2 by default.</summary>
    public int Random { get; init; } = 2;

    /// <summary>Whether all but the largest learn the largest's opinion instead of the labels; true by default.</summary>
    public bool Distil { get; init; } = true;

    /// <summary>Where the draws come from; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public SandwichOptions Validated()
    {
        SearchErrors.Require(nameof(Random), Random, Random is >= 0 and <= 64, "0 to 64");
        return this;
    }
}
