namespace Frugal.Pruning;

/// <summary>
/// At most <paramref name="Kept"/> non-zero weights in each block of <paramref name="Block"/> consecutive weights along the
/// input channels (Mishra et al. 2021, "Accelerating sparse deep neural networks", section 3). Some processors skip the zeros of 2:4.
/// </summary>
/// <param name="Kept">Weights kept in a block, at least 1 and fewer than <paramref name="Block"/>.</param>
/// <param name="Block">The length of a block, 2 to 64.</param>
public readonly record struct NmPattern(int Kept, int Block)
{
    /// <summary>The pattern 2:4.</summary>
    public static NmPattern TwoOfFour { get; } = new(2, 4);

    /// <summary>The pattern as "2:4".</summary>
    public override string ToString() => $"{Kept}:{Block}";

    /// <summary>Returns the pattern, or throws a <see cref="FrugalException"/> if it removes nothing or everything.</summary>
    public NmPattern Validated() =>
        Block is >= 2 and <= 64 && Kept >= 1 && Kept < Block
            ? this
            : throw new FrugalException($"Invalid N:M pattern {this}: use a block of 2 to 64 weights and keep at least 1 and fewer than all, such as 2:4.");
}
