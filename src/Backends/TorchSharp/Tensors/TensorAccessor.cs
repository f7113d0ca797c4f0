using System.Collections;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a tensor's elements in C order, whatever its strides.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : struct
{
    private readonly torch.Tensor tensor;

    // A view of the tensor, or its contiguous copy.
    private readonly torch.Tensor dense;

    internal TensorAccessor(torch.Tensor tensor)
    {
        this.tensor = tensor;
        dense = tensor.is_contiguous() ? tensor : tensor.contiguous().DetachFromDisposeScope();
    }

    public long Count => tensor.NumberOfElements;

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => Elements[Offset(indices)];
        set => CopyFrom([value], 0, Offset(indices));
    }

    private unsafe Span<T> Elements => new((void*)dense.DataPointer, checked((int)Count));

    public T[] ToArray() => Elements.ToArray();

    public Array ToNDArray()
    {
        var array = Array.CreateInstance(typeof(T), tensor.shape);
        var flat = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array)), array.Length);
        Elements.CopyTo(flat);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        Elements.Slice((int)tensorIndex, count).CopyTo(array[arrayIndex..]);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        array.Slice(arrayIndex, count).CopyTo(Elements[(int)tensorIndex..]);
        if (ReferenceEquals(dense, tensor))
            return;
        using var unrecorded = torch.no_grad();
        _ = tensor.copy_(dense);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return Elements[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && Elements.SequenceEqual(other.Elements);

    public override int GetHashCode() => tensor.GetHashCode();

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => Equals(left, right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !Equals(left, right);

    public void Dispose()
    {
        if (!ReferenceEquals(dense, tensor))
            dense.Dispose();
    }

    private int Offset(long[] indices)
    {
        if (indices.Length != tensor.ndim)
            throw new ArgumentException($"{indices.Length} indices were given for a tensor with {tensor.ndim} dimensions.");
        long[] shape = tensor.shape;
        long offset = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i])
                throw new IndexOutOfRangeException($"Index {indices[i]} of dimension {i} is outside [0, {shape[i]}).");
            offset = offset * shape[i] + indices[i];
        }
        return (int)offset;
    }
}
