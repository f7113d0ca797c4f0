namespace Frugal.Quantization;

/// <summary>How many of a weight's 8 bits are used.</summary>
public enum WeightBits
{
    /// <summary>8 where this machine's 8-bit products are exact, else 7.</summary>
    Auto,

    /// <summary>8: exact on ARM and on x86 processors with VNNI, saturating on other x86 processors.</summary>
    Eight,

    /// <summary>7: exact everywhere.</summary>
    Seven,

    /// <summary>4: half the bytes again, and the speed of 8; needs more than rounding to the nearest to stay accurate.</summary>
    Four,
}
