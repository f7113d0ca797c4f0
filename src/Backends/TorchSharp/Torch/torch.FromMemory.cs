using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType default_dtype = ScalarType.Float32;

    public static ScalarType get_default_dtype() => default_dtype;

    /// <summary>The type of floating-point tensors made without one.</summary>
    public static void set_default_dtype(ScalarType dtype) => default_dtype = dtype;

    public static Tensor from_array(Array rawArray, Device? device = null) => FromBytes(rawArray, rawArray.GetType().GetElementType()!, null, false);

    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype);

    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype);

    private static Tensor FromScalar<T>(T scalar, ScalarType? dtype, bool requires_grad) where T : unmanaged =>
        FromSpan([scalar], [], dtype, requires_grad);

    private static unsafe Tensor FromSpan<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> shape, ScalarType? dtype, bool requires_grad) where T : unmanaged
    {
        long count = 1;
        foreach (long size in shape)
            count *= size;
        if (count > elements.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {elements.Length}");
        fixed (T* data = elements)
            return FromPointer(data, shape, ElementTypes.Of<T>(), dtype, requires_grad);
    }

    // An array of any rank, in C order.
    private static Tensor FromArray<T>(Array array, ScalarType? dtype, bool requires_grad) where T : unmanaged =>
        FromBytes(array, typeof(T), dtype, requires_grad);

    private static unsafe Tensor FromBytes(Array array, Type element, ScalarType? dtype, bool requires_grad)
    {
        Span<long> shape = stackalloc long[array.Rank];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = array.GetLongLength(i);
        fixed (byte* data = &MemoryMarshal.GetArrayDataReference(array))
            return FromPointer(data, shape, ElementTypes.Of(element), dtype, requires_grad);
    }

    private static unsafe Tensor FromPointer(void* data, ReadOnlySpan<long> shape, ScalarType type, ScalarType? dtype, bool requires_grad)
    {
        fixed (long* sizes = shape)
        {
            var copy = new Tensor(Failure.ThrowIfNull(NativeMethods.frugal_tensor(data, sizes, shape.Length, (sbyte)type)));
            var converted = dtype is ScalarType target && target != type ? copy.to_type(target, disposeAfter: true) : copy;
            return Finish(converted, requires_grad);
        }
    }

    private static T[] Flat<T>(IList<T> list) => list as T[] ?? [.. list];
}
