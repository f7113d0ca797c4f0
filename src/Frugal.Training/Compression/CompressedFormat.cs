namespace Frugal.Compression;

/// <summary>The number format of a candidate's weights and arithmetic.</summary>
public enum CompressedFormat
{
    /// <summary>Float32, as trained.</summary>
    Float32,

    /// <summary>8-bit weights and activations, rounded to nearest.</summary>
    Int8,

    /// <summary>4-bit weights, rounded by AdaRound; computation in 8 bits.</summary>
    Int4,

    /// <summary>
    /// 4-bit weights for the least sensitive layers, 8-bit for the others, so that the file meets the size budget; made only if the budget lies
    /// between the sizes of <see cref="Int4"/> and <see cref="Int8"/>.
    /// </summary>
    Mixed,
}
