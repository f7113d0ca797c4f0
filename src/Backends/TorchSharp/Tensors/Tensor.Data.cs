using System.Runtime.CompilerServices;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements in C order, as a view of a contiguous tensor or of a contiguous copy.</summary>
        public TensorAccessor<T> data<T>() where T : struct
        {
            if (ElementTypes.Of<T>() != dtype)
                throw new ArgumentException($"Tensor elements are {dtype}, so that they cannot be read as {typeof(T).Name}.");
            return new TensorAccessor<T>(this);
        }

        /// <summary>The memory of a contiguous tensor.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                RequireContiguous("Bytes()");
                if (NumberOfElements * ElementSize > int.MaxValue)
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                return new Span<byte>((void*)DataPointer, (int)(NumberOfElements * ElementSize));
            }
            set
            {
                RequireContiguous("SetBytes()");
                if (value.Length != NumberOfElements * ElementSize)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(bytes);
            }
        }

        private void RequireContiguous(string member)
        {
            if (!is_contiguous())
                throw new InvalidOperationException($"{member} called on non-contiguous tensor.");
        }

        public unsafe T item<T>() where T : struct
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"Number of elements in the tensor must be 1, but it is {NumberOfElements}.");
            if (ElementTypes.Of<T>() != dtype)
                throw new ArgumentException($"Tensor elements are {dtype}, so that they cannot be read as {typeof(T).Name}.");
            return Unsafe.Read<T>((void*)DataPointer);
        }

        public Scalar ToScalar() => Scalar.From(dtype, Op.item.CallValue(this));

        internal nint DataPointer => NumberOfElements == 0 ? NativeMethods.frugal_data(Handle) : Failure.ThrowIfNull(NativeMethods.frugal_data(Handle));

        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator sbyte(Tensor value) => value.ToSByte();
        public static explicit operator byte(Tensor value) => value.ToByte();
        public static explicit operator short(Tensor value) => value.ToInt16();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }
}

public static partial class TensorExtensionMethods
{
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();
    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();
    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();
    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();
    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();

    public static int ElementSize(this torch.ScalarType type) => ElementTypes.Size(type);

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);
}
