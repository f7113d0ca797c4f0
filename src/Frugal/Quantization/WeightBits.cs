namespace Frugal.Quantization;

/// <summary>How many of a weight's 8 bits are used, and whether every processor computes the same with them.</summary>
public enum WeightBits
{
    /// <summary>8, the same on every processor: pairs of weights that could saturate in 16 bits without VNNI are adjusted at the least squared error, which never exceeds that of <see cref="Seven"/>.</summary>
    Safe8,

    /// <summary>8, rounded to the nearest: exact on ARM and on x64 processors with VNNI, saturating on other x64 processors.</summary>
    Exact8,

    /// <summary>7: the same on every processor at half the resolution.</summary>
    Seven,

    /// <summary>4: half the bytes of 8, at the same speed; needs more than rounding to the nearest to stay accurate.</summary>
    Four,
}
