using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number or a truth value of an operator's argument, with the type that it was made from.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Tag Tag;
    internal readonly long Bits;

    private Scalar(torch.ScalarType type, Tag tag, long bits)
    {
        Type = type;
        Tag = tag;
        Bits = bits;
    }

    public torch.ScalarType Type { get; }

    internal double AsDouble => Tag == Tag.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsInt64 => Tag == Tag.Double ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;

    /// <summary>A scalar holds nothing native here; the package's does.</summary>
    public void Dispose() { }

    public static implicit operator Scalar(byte value) => Integer(torch.ScalarType.Byte, value);
    public static implicit operator Scalar(sbyte value) => Integer(torch.ScalarType.Int8, value);
    public static implicit operator Scalar(short value) => Integer(torch.ScalarType.Int16, value);
    public static implicit operator Scalar(int value) => Integer(torch.ScalarType.Int32, value);
    public static implicit operator Scalar(long value) => Integer(torch.ScalarType.Int64, value);
    public static implicit operator Scalar(Half value) => Number(torch.ScalarType.Float16, (double)value);
    public static implicit operator Scalar(float value) => Number(torch.ScalarType.Float32, value);
    public static implicit operator Scalar(double value) => Number(torch.ScalarType.Float64, value);
    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, Tag.Bool, value ? 1 : 0);

    internal static Scalar From(torch.ScalarType type, Value value) => new(type, value.Tag, value.Bits);

    private static Scalar Integer(torch.ScalarType type, long value) => new(type, Tag.Int, value);

    private static Scalar Number(torch.ScalarType type, double value) => new(type, Tag.Double, BitConverter.DoubleToInt64Bits(value));
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;

    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static double ToDouble(this Scalar value) => value.AsDouble;
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsInt64;
    public static byte ToByte(this Scalar value) => (byte)value.AsInt64;
    public static short ToInt16(this Scalar value) => (short)value.AsInt64;
    public static int ToInt32(this Scalar value) => (int)value.AsInt64;
    public static long ToInt64(this Scalar value) => value.AsInt64;
    public static bool ToBoolean(this Scalar value) => value.AsInt64 != 0;
}
