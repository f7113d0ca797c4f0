namespace Frugal.Compression;

/// <summary>How a candidate's weights are stored and computed with.</summary>
public enum CompressedFormat
{
    /// <summary>As they were trained.</summary>
    Float32,

    /// <summary>Weights and activations in 8 bits, rounded to the nearest.</summary>
    Int8,

    /// <summary>4 bits a weight, rounded by AdaRound, computed with in 8.</summary>
    Int4,

    /// <summary>
    /// 4 bits a weight for the layers that bear them best, 8 for the others, so that the file keeps the budget's bytes; made only where these lie between those of <see cref="Int4"/> and
    /// <see cref="Int8"/>.
    /// </summary>
    Mixed,
}
