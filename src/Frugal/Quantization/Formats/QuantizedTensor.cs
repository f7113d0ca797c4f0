namespace Frugal.Quantization;

/// <summary>A tensor quantised to grids of integers by rounding to nearest.</summary>
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

    /// <summary>The grids, in the order of each grid's first element in the tensor.</summary>
    public IReadOnlyList<QuantizationParameters> Parameters => parameters;

    /// <summary>The granularity of the grids.</summary>
    public required Granularity Granularity { get; init; }

    /// <summary>The integers' format.</summary>
    public required QuantizationFormat Format { get; init; }

    /// <summary>Quantises <paramref name="values"/>; each grid covers the range from its smallest to its largest element.</summary>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">Their dimensions.</param>
    /// <param name="format">The integer format.</param>
    /// <param name="granularity">Which elements share a grid.</param>
    /// <exception cref="FrugalException">An element is not finite, or the tensor does not have the axis.</exception>
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

    /// <summary>The real numbers that the integers represent, row-major.</summary>
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
