namespace Frugal.Quantization;

/// <summary>A quantised weight.</summary>
/// <param name="Integers">The integers, in the weight's own order.</param>
/// <param name="Scales">One scale per channel, or a single one; the zero point is 0.</param>
/// <param name="Format">The grid.</param>
internal sealed record QuantizedWeight(sbyte[] Integers, float[] Scales, QuantizationFormat Format)
{
    /// <summary>Number of consecutive elements that share a scale.</summary>
    public long Inner { get; init; } = 1;

    /// <summary>The scale of the integer at a row-major index.</summary>
    public float ScaleAt(int place) => Scales[place / Inner % Scales.Length];

    /// <summary>The real numbers that the integers represent.</summary>
    public float[] Dequantize()
    {
        var numbers = new float[Integers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Integers[i] * ScaleAt(i);
        }

        return numbers;
    }
}

/// <summary>
/// Symmetric quantisation of weights, with one scale per channel or a single one (Krishnamoorthi 2018, "Quantizing deep convolutional networks for
/// efficient inference", section 3.1): <c>scale = max|w| / qmax</c>.
/// </summary>
internal static class WeightQuantizer
{
    /// <param name="weight">The numbers, row-major.</param>
    /// <param name="shape">Their dimensions.</param>
    /// <param name="axis">The channel axis; null for a single scale.</param>
    /// <param name="format">The grid.</param>
    /// <param name="smallest">The smallest scale of each channel that keeps its bias within 32 bits; null if there is no bias.</param>
    public static QuantizedWeight Quantize(ReadOnlySpan<float> weight, long[] shape, int? axis, QuantizationFormat format, double[]? smallest = null)
    {
        var channels = axis is { } a ? (int)shape[a] : 1;
        var inner = axis is { } b ? shape[(b + 1)..].Aggregate(1L, (product, dim) => product * dim) : weight.Length;
        inner = Math.Max(inner, 1);
        var scales = Scales(weight, channels, inner, format, smallest);
        var integers = new sbyte[weight.Length];
        for (var i = 0; i < weight.Length; i++)
        {
            integers[i] = (sbyte)format.Quantize(weight[i], new QuantizationParameters(scales[i / inner % channels], 0));
        }

        return new QuantizedWeight(integers, scales, format) { Inner = inner };
    }

    private static float[] Scales(ReadOnlySpan<float> weight, int channels, long inner, QuantizationFormat format, double[]? smallest)
    {
        var largest = new float[channels];
        for (var i = 0; i < weight.Length; i++)
        {
            ref var channel = ref largest[i / inner % channels];
            channel = Math.Max(channel, Math.Abs(weight[i]));
        }

        // A channel of zeros takes the finest scale of the others: its bias is stored with this scale.
        var finest = largest.Where(x => x > 0).DefaultIfEmpty(1).Min();
        var scales = Array.ConvertAll(largest, x => format.Parameters(new ValueRange(0, x > 0 ? x : finest)).Scale);
        for (var c = 0; c < channels && smallest is not null; c++)
        {
            var needed = channels == 1 ? smallest.DefaultIfEmpty(0).Max() : smallest[c];
            scales[c] = Math.Max(scales[c], (float)(needed * 1.001));
        }

        return scales;
    }
}
