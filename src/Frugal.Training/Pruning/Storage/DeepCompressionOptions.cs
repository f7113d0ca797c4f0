namespace Frugal.Pruning;

/// <summary>How a pruned network's weights are clustered and stored.</summary>
public sealed record DeepCompressionOptions
{
    /// <summary>Bits of a codebook index in convolutions, 1 to 8; 6 by default, at most 64 values per layer (the paper uses 8).</summary>
    public int ConvolutionBits { get; init; } = 6;

    /// <summary>Bits of a codebook index in linear layers, 1 to 8; 5 by default, as in the paper.</summary>
    public int LinearBits { get; init; } = 5;

    /// <summary>Bits of the distance from one non-zero weight to the next, 2 to 12; 5 by default. A longer distance needs a filler, which is counted.</summary>
    public int GapBits { get; init; } = 5;

    /// <summary>Maximum number of k-means iterations, 0 to 1,000; 50 by default.</summary>
    public int Iterations { get; init; } = 50;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public DeepCompressionOptions Validated() => this switch
    {
        { ConvolutionBits: < 1 or > 8 } => throw Guard.OutOfRange("Pruning", nameof(ConvolutionBits), ConvolutionBits, "1 to 8"),
        { LinearBits: < 1 or > 8 } => throw Guard.OutOfRange("Pruning", nameof(LinearBits), LinearBits, "1 to 8"),
        { GapBits: < 2 or > 12 } => throw Guard.OutOfRange("Pruning", nameof(GapBits), GapBits, "2 to 12"),
        { Iterations: < 0 or > 1000 } => throw Guard.OutOfRange("Pruning", nameof(Iterations), Iterations, "0 to 1,000"),
        _ => this,
    };
}
