namespace Frugal.Gguf;

/// <summary>A tensor of a GGUF file: where its bytes are, and how they are stored.</summary>
public sealed class GgufTensor
{
    internal GgufTensor(string name, long[] shape, GgufType type, long offset, long bytes) =>
        (Name, Shape, Type, Offset, Bytes, Weights) = (name, Array.AsReadOnly(shape), type, offset, bytes, shape.Aggregate(1L, (product, dim) => product * dim));

    /// <summary>The name: <c>blk.0.attn_q.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The dimensions in GGUF's order: the length of a row, whose numbers are contiguous, comes first. PyTorch and ONNX list them the other way round.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The number format.</summary>
    public GgufType Type { get; }

    /// <summary>Where its bytes begin, counted from the start of the file.</summary>
    public long Offset { get; }

    /// <summary>The number of its bytes.</summary>
    public long Bytes { get; }

    /// <summary>The number of its weights, the product of the shape.</summary>
    public long Weights { get; }

    /// <summary>The length of a row, the first dimension.</summary>
    public long RowLength => Shape is [var length, ..] ? length : 1;

    /// <summary>The number of rows.</summary>
    public long Rows => Weights / RowLength;
}
