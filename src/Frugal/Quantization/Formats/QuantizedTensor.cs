namespace Frugal.Quantization;

/// <summary>A tensor on grids of integers, rounded to the nearest.</summary>
public sealed class QuantizedTensor
{
    private readonly long[] shape;
    private readonly int[] integers;
    private readonly QuantizationParameters[] parameters;

    private QuantizedTensor(long[] shape, int[] integers, QuantizationParameters[] parameters) =>
        (this.shape, this.integers, this.parameters) = (shape, integers, parameters);

    /// <summary>The tensor's dimensions.</summary>
    public IReadOnlyList<long> Shape => shape;

    /// <summary>The integers, row-major.</summary>
    public IReadOnlyList<int> Integers => integers;

    /// <summary>The grids, in the order of the tensor's first numbers on each.</summary>
    public IReadOnlyList<QuantizationParameters> Parameters => parameters;

    /// <summary>The grids' number.</summary>
    public required Granularity Granularity { get; init; }

    /// <summary>The integers' format.</summary>
    public required QuantizationFormat Format { get; init; }

    /// <summary>Quantises <paramref name="values"/>, each grid reaching from the smallest to the largest of its numbers.</summary>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">Their dimensions.</param>
    /// <param name="format">The integers.</param>
    /// <param name="granularity">Which numbers share a grid.</param>
    /// <exception cref="FrugalException">A number is not finite, or the axis is none of the tensor's.</exception>
    public static QuantizedTensor Quantize(ReadOnlySpan<float> values, ReadOnlySpan<long> shape, QuantizationFormat format, Granularity granularity = default)
    {
        ArgumentNullException.ThrowIfNull(format);
        var (count, of) = granularity.Map(shape);
        var ranges = new ValueRange[count];
        for (var i = 0; i < values.Length; i++)
        {
            ref var range = ref ranges[of(i)];
            range = float.IsFinite(values[i])
                ? new ValueRange(Math.Min(range.Min, values[i]), Math.Max(range.Max, values[i]))
                : throw new FrugalException($"number {i} of the tensor is {values[i]}: only finite numbers can be quantised. Look for what made it.");
        }

        var parameters = Array.ConvertAll(ranges, format.Parameters);
        var integers = new int[values.Length];
        for (var i = 0; i < integers.Length; i++)
        {
            integers[i] = format.Quantize(values[i], parameters[of(i)]);
        }

        return new QuantizedTensor(shape.ToArray(), integers, parameters) { Granularity = granularity, Format = format };
    }

    /// <summary>The real numbers that the integers stand for, row-major.</summary>
    public float[] Dequantize()
    {
        var of = Granularity.Map(shape).Of;
        var values = new float[integers.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = parameters[of(i)].Dequantize(integers[i]);
        }

        return values;
    }
}
