namespace Frugal.Quantization;

/// <summary>The cost of a layer's int8 weights that give the same sums on every processor.</summary>
/// <param name="Node">The layer's name.</param>
/// <param name="Pairs">Pairs of weights that share a 16-bit sum on processors without VNNI; 0 if the kernel adds no pairs.</param>
/// <param name="Moved">Pairs that are not rounded to the nearest integers, because their sum could then saturate.</param>
public sealed record WeightRounding(string Node, long Pairs, long Moved)
{
    /// <summary>Scales that were widened, because that cost less than moving pairs with the scale of plain 8 bits.</summary>
    public int WidenedScales { get; init; }

    /// <summary>Signal-to-noise ratio of rounding the weights to plain 8 bits, in dB; infinite if the rounding is exact.</summary>
    public required double ExactSqnr { get; init; }

    /// <summary>Signal-to-noise ratio of the weights in the file, in dB.</summary>
    public required double SafeSqnr { get; init; }

    /// <summary>Signal-to-noise ratio of rounding the weights to 7 bits instead, in dB.</summary>
    public required double SevenSqnr { get; init; }
}
