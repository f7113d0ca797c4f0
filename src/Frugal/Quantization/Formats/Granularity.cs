namespace Frugal.Quantization;

/// <summary>Which numbers of a tensor share a scale: all of them, one slice along an axis, or a group of neighbours along an axis.</summary>
public readonly record struct Granularity
{
    private Granularity(int? axis, int? group) => (Axis, Group) = (axis, group);

    /// <summary>One scale for the whole tensor.</summary>
    public static Granularity PerTensor { get; }

    /// <summary>The axis that is divided; null where nothing is.</summary>
    public int? Axis { get; }

    /// <summary>How many neighbours along <see cref="Axis"/> share a scale; null for one slice.</summary>
    public int? Group { get; }

    /// <summary>One scale for each index along <paramref name="axis"/>: a weight's output channels.</summary>
    public static Granularity PerChannel(int axis) => new(NotNegative(axis), null);

    /// <summary>One scale for <paramref name="size"/> neighbours along <paramref name="axis"/>, the last group may be shorter; indices along the other axes are apart.</summary>
    public static Granularity PerGroup(int axis, int size) => size > 0
        ? new(NotNegative(axis), size)
        : throw new FrugalException($"groups of {size}: at least 1 is needed. Common sizes are 32, 64 and 128.");

    /// <summary>How many scales a tensor of <paramref name="shape"/> gets.</summary>
    public int Count(ReadOnlySpan<long> shape) => Map(shape).Count;

    /// <summary>How many scales there are, and which one the number at a row-major index has.</summary>
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
