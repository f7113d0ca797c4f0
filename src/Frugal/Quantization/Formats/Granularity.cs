namespace Frugal.Quantization;

/// <summary>Which elements of a tensor share a scale: all of them, one slice along an axis, or a group of neighbours along an axis.</summary>
public readonly record struct Granularity
{
    private Granularity(int? axis, int? group) => (Axis, Group) = (axis, group);

    /// <summary>One scale for the whole tensor.</summary>
    public static Granularity PerTensor { get; }

    /// <summary>The axis along which scales differ; null for one scale per tensor.</summary>
    public int? Axis { get; }

    /// <summary>The group size along <see cref="Axis"/>; null if each slice has its own scale.</summary>
    public int? Group { get; }

    /// <summary>One scale for each index along an axis, such as a weight's output channels.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <exception cref="FrugalException">The axis is negative.</exception>
    public static Granularity PerChannel(int axis) => new(NotNegative(axis), null);

    /// <summary>One scale per group of neighbours along an axis; the last group may be shorter. Groups do not span other axes.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="size">Elements per group, 1 or more; common sizes are 32, 64 and 128.</param>
    /// <exception cref="FrugalException">The axis is negative, or the size below 1.</exception>
    public static Granularity PerGroup(int axis, int size) => size > 0
        ? new(NotNegative(axis), size)
        : throw new FrugalException($"groups of {size}: at least 1 is needed. Common sizes are 32, 64 and 128.");

    /// <summary>The number of scales for a tensor.</summary>
    /// <param name="shape">The tensor's dimensions.</param>
    /// <exception cref="FrugalException">The tensor does not have the axis.</exception>
    public int Count(ReadOnlySpan<long> shape) => Map(shape).Count;

    /// <summary>The number of scales, and the scale index of the element at a row-major index.</summary>
    internal (int Count, Func<int, int> Of) Map(ReadOnlySpan<long> shape)
    {
        if (Axis is not { } axis)
        {
            return (1, _ => 0);
        }

        if (axis >= shape.Length)
        {
            throw new FrugalException($"axis {axis}: the tensor has {shape.Length} dimensions. Count axes from 0.");
        }

        var along = (int)shape[axis];
        var inner = 1;
        foreach (var dim in shape[(axis + 1)..])
        {
            inner *= (int)dim;
        }

        if (Group is not { } size)
        {
            return (along, index => index / inner % along);
        }

        var groups = (along + size - 1) / size;
        var outer = 1;
        foreach (var dim in shape[..axis])
        {
            outer *= (int)dim;
        }

        return (outer * groups * inner, index => ((index / inner / along * groups) + (index / inner % along / size)) * inner + (index % inner));
    }

    private static int NotNegative(int axis) => axis >= 0 ? axis : throw new FrugalException($"axis {axis}: axes count from 0.");
}
