using System.Runtime.InteropServices;
using Frugal.Onnx.Wire;
using Google.Protobuf;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Onnx;

/// <summary>Converts arrays to <see cref="TensorProto"/> and back. Raw data is little-endian, as is every machine that .NET runs on.</summary>
internal static class TensorData
{
    public static TensorProto Of<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TypeOf<T>(), RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)) };
        foreach (var dim in shape)
        {
            tensor.Dims.Add(dim);
        }

        return tensor;
    }

    /// <summary>Integers from -8 to 7 as a tensor of int4: two per byte, the first in the low half.</summary>
    public static TensorProto OfInt4(string name, ReadOnlySpan<sbyte> values, params ReadOnlySpan<long> shape)
    {
        var packed = new byte[(values.Length + 1) / 2];
        for (var i = 0; i < values.Length; i++)
        {
            packed[i / 2] |= (byte)((values[i] & 0xF) << (i % 2 * 4));
        }

        return new TensorProto { Name = name, DataType = (int)DataType.Int4, RawData = ByteString.CopyFrom(packed), Dims = { shape.ToArray() } };
    }

    public static TensorProto Scalar<T>(string name, T value) where T : unmanaged => Of(name, [value]);

    /// <summary>The elements of a float, double or 16-bit float tensor.</summary>
    public static float[] Floats(TensorProto tensor)
    {
        var raw = tensor.RawData.Span;
        return (DataType)tensor.DataType switch
        {
            DataType.Float => raw.IsEmpty ? [.. tensor.FloatData] : MemoryMarshal.Cast<byte, float>(raw).ToArray(),
            DataType.Double => raw.IsEmpty ? [.. tensor.DoubleData.Select(x => (float)x)] : [.. MemoryMarshal.Cast<byte, double>(raw).ToArray().Select(x => (float)x)],
            DataType.Float16 => raw.IsEmpty
                ? [.. tensor.Int32Data.Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits))]
                : [.. MemoryMarshal.Cast<byte, Half>(raw).ToArray().Select(x => (float)x)],
            _ => throw OnnxErrors.Tensor(tensor.Name, $"floating-point numbers were expected, it holds {(DataType)tensor.DataType}"),
        };
    }

    /// <summary>The elements of an int64 or int32 tensor: axes, shapes, indices.</summary>
    public static long[] Integers(TensorProto tensor)
    {
        var raw = tensor.RawData.Span;
        return (DataType)tensor.DataType switch
        {
            DataType.Int64 => raw.IsEmpty ? [.. tensor.Int64Data] : MemoryMarshal.Cast<byte, long>(raw).ToArray(),
            DataType.Int32 => raw.IsEmpty ? [.. tensor.Int32Data.Select(x => (long)x)] : [.. MemoryMarshal.Cast<byte, int>(raw).ToArray().Select(x => (long)x)],
            _ => throw OnnxErrors.Tensor(tensor.Name, $"integers were expected, it holds {(DataType)tensor.DataType}"),
        };
    }

    /// <summary>The number of elements in the tensor's data; null for types without a fixed size (strings, unknown types).</summary>
    public static long? StoredElements(TensorProto tensor)
    {
        var bits = Bits(tensor);
        if (!tensor.RawData.IsEmpty)
        {
            return bits is null ? null : bits < 8 ? PackedElements(tensor) : tensor.RawData.Length % (bits / 8) == 0 ? tensor.RawData.Length * 8L / bits : -1;
        }

        return (DataType)tensor.DataType switch
        {
            DataType.Float => tensor.FloatData.Count,
            DataType.Double => tensor.DoubleData.Count,
            DataType.Int64 => tensor.Int64Data.Count,
            DataType.Uint64 or DataType.Uint32 => tensor.Uint64Data.Count,
            DataType.Int32 or DataType.Int16 or DataType.Int8 or DataType.Uint16 or DataType.Uint8 or DataType.Bool or DataType.Float16 or DataType.Bfloat16 => tensor.Int32Data.Count,
            _ => null,
        };
    }

    /// <summary>Bits per element of the tensor's type; null for strings and unknown types.</summary>
    public static int? Bits(TensorProto tensor) => (DataType)tensor.DataType switch
    {
        DataType.Uint4 or DataType.Int4 or DataType.Float4E2M1 => 4,
        DataType.Uint8 or DataType.Int8 or DataType.Bool => 8,
        DataType.Float8E4M3Fn or DataType.Float8E4M3Fnuz or DataType.Float8E5M2 or DataType.Float8E5M2Fnuz => 8,
        DataType.Uint16 or DataType.Int16 or DataType.Float16 or DataType.Bfloat16 => 16,
        DataType.Float or DataType.Int32 or DataType.Uint32 => 32,
        DataType.Double or DataType.Int64 or DataType.Uint64 or DataType.Complex64 => 64,
        DataType.Complex128 => 128,
        _ => null,
    };

    private static long PackedElements(TensorProto tensor)
    {
        var elements = tensor.Dims.Aggregate(1L, (product, dim) => product * dim);
        return (elements + 1) / 2 == tensor.RawData.Length ? elements : -1;
    }

    private static DataType TypeOf<T>() => default(T) switch
    {
        float => DataType.Float,
        Half => DataType.Float16,
        sbyte => DataType.Int8,
        byte => DataType.Uint8,
        int => DataType.Int32,
        long => DataType.Int64,
        _ => throw new NotSupportedException($"tensors of {typeof(T).Name}"),
    };
}
