namespace Frugal.Quantization;

/// <summary>
/// A floating-point format of fewer bits than float32, as IEEE 754 defines them: a sign, an exponent, and a significand whose leading
/// bit is not stored.
/// </summary>
/// <param name="Name">The name in reports.</param>
/// <param name="ExponentBits">Bits of the exponent; at most 8, as in float32.</param>
/// <param name="SignificandBits">Stored bits of the significand; at most 23, as in float32.</param>
public sealed record FloatFormat(string Name, int ExponentBits, int SignificandBits)
{
    /// <summary>IEEE half precision: 11 significant bits, up to 65504.</summary>
    public static FloatFormat Float16 { get; } = new("fp16", 5, 10);

    /// <summary>bfloat16: float32's range with 8 significant bits.</summary>
    public static FloatFormat BFloat16 { get; } = new("bf16", 8, 7);

    /// <summary>Bits per number.</summary>
    public int Bits => 1 + ExponentBits + SignificandBits;

    /// <summary>The largest finite number.</summary>
    public float Largest => (float)((2 - Math.Pow(2, -SignificandBits)) * Math.Pow(2, Bias));

    private int Bias => (1 << (ExponentBits - 1)) - 1;

    /// <summary>The nearest number of the format, ties to even; infinity if the value is beyond <see cref="Largest"/> by half a step or more.</summary>
    public float Round(float value)
    {
        if (value == 0 || !float.IsFinite(value))
        {
            return value;
        }

        // Below the smallest exponent the step size stays constant: subnormal numbers.
        var exponent = Math.Max(Math.ILogB(value), 1 - Bias);
        var step = Math.Pow(2, exponent - SignificandBits);
        var rounded = (float)(Math.Round(value / step, MidpointRounding.ToEven) * step);
        return Math.Abs(rounded) > Largest ? float.CopySign(float.PositiveInfinity, value) : rounded;
    }
}
