namespace Frugal.Quantization;

/// <summary>
/// A grid of integers for real numbers: <c>x = scale * (q - zero point)</c> (Jacob et al. 2018, "Quantization and Training of
/// Neural Networks for Efficient Integer-Arithmetic-Only Inference", equation 1).
/// </summary>
/// <param name="Name">The name in reports.</param>
/// <param name="QMin">The smallest integer.</param>
/// <param name="QMax">The largest integer.</param>
/// <param name="Symmetric">Whether the zero point is 0, so that the range reaches as far below zero as above.</param>
public sealed record QuantizationFormat(string Name, int QMin, int QMax, bool Symmetric)
{
    /// <summary>0 to 255, any zero point: activations, whose ranges are one-sided after ReLU.</summary>
    public static QuantizationFormat UInt8 { get; } = new("uint8", 0, 255, Symmetric: false);

    /// <summary>-127 to 127, zero point 0: weights. -128 stays unused, so that the range is symmetric.</summary>
    public static QuantizationFormat Int8 { get; } = new("int8", -127, 127, Symmetric: true);

    /// <summary>
    /// -127 to 127 as <see cref="Int8"/>, but pairs of weights whose products are added in 16 bits without VNNI are so small that the sum cannot saturate
    /// (<see cref="PairedProducts"/>): the same sums on every processor. Scales lie between those of <see cref="Int8"/> and <see cref="Int8Reduced"/>, chosen for the smallest error.
    /// </summary>
    public static QuantizationFormat Int8Safe { get; } = new("int8 (safe pairs)", -127, 127, Symmetric: true);

    /// <summary>
    /// -64 to 64: weights for processors whose 8-bit product sums two terms in 16 bits with saturation (AVX2 and AVX-512 without VNNI):
    /// 2 * 255 * 64 fits into 16 bits, 2 * 255 * 127 does not.
    /// </summary>
    public static QuantizationFormat Int8Reduced { get; } = new("int8 (7 bits)", -64, 64, Symmetric: true);

    /// <summary>-7 to 7, zero point 0: weights in half the bytes. -8 stays unused, as -128 does in <see cref="Int8"/>.</summary>
    public static QuantizationFormat Int4 { get; } = new("int4", -7, 7, Symmetric: true);

    /// <summary>0 to 15, any zero point: weights in small blocks, whose ranges are asymmetric.</summary>
    public static QuantizationFormat UInt4 { get; } = new("uint4", 0, 15, Symmetric: false);

    /// <summary>Whether pairs of weights are kept within <see cref="PairBound"/>.</summary>
    internal bool BoundsPairs => this == Int8Safe;

    /// <summary>Bits per number in a file.</summary>
    public int Bits => QMin >= -8 && QMax <= 15 && QMax - QMin <= 15 ? 4 : 8;

    /// <summary>The smallest scale; a smaller one underflows in products. PyTorch's choice: float32's machine epsilon.</summary>
    public const float SmallestScale = 1.1920929e-7f;

    /// <summary>The scale and zero point with which the grid covers <paramref name="range"/>; a range of zero width gives scale 1.</summary>
    public QuantizationParameters Parameters(ValueRange range)
    {
        var (min, max) = range.WithZero();
        if (min == 0 && max == 0)
        {
            return new QuantizationParameters(1, Symmetric ? 0 : QMin);
        }

        if (Symmetric)
        {
            return new QuantizationParameters(Math.Max(Math.Max(-min, max) / QMax, SmallestScale), 0);
        }

        var scale = Math.Max((float)(((double)max - min) / (QMax - QMin)), SmallestScale);
        var zero = (int)Math.Round(QMin - min / (double)scale, MidpointRounding.ToEven);
        return new QuantizationParameters(scale, Math.Clamp(zero, QMin, QMax));
    }

    /// <summary>The integer nearest to <paramref name="value"/>, ties to even as in ONNX, clamped to the grid.</summary>
    public int Quantize(float value, QuantizationParameters parameters)
    {
        var q = MathF.Round(value / parameters.Scale, MidpointRounding.ToEven) + parameters.ZeroPoint;
        return (int)Math.Clamp(q, QMin, QMax);
    }
}
