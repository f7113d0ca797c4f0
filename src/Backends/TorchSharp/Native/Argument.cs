using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

internal enum Tag
{
    None, Tensor, Int, Double, Bool, String, Device, Generator,
    IntList, DoubleList, BoolList, TensorList, OptionalTensorList,
}

/// <summary>An argument or a result as the shim sees it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Value
{
    internal Tag Tag;
    internal int Count;
    internal long Bits;
}

/// <summary>An operator's argument. It holds on to the object behind it while the call runs.</summary>
internal readonly struct Argument
{
    private static readonly ConcurrentDictionary<string, nint> strings = new();

    internal readonly Tag Tag;
    internal readonly int Count;
    internal readonly long Bits;
    private readonly object? source;

    private Argument(Tag tag, long bits, object? source = null)
    {
        Tag = tag;
        Bits = bits;
        this.source = source;
    }

    private Argument(Tag tag, Array? list)
    {
        Tag = list is null ? Tag.None : tag;
        Count = list?.Length ?? 0;
        source = list;
    }

    internal static Argument None => default;

    internal Tensor Target => (Tensor)source!;

    public static implicit operator Argument(Tensor? value) => value is null ? None : new(Tag.Tensor, value.Handle, value);
    public static implicit operator Argument(long value) => new(Tag.Int, value);
    public static implicit operator Argument(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Argument(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Argument(Scalar? value) => value is null ? None : new(value.Tag, value.Bits);
    public static implicit operator Argument(long? value) => value is long some ? some : None;
    public static implicit operator Argument(double? value) => value is double some ? some : None;
    public static implicit operator Argument(ScalarType value) => (long)value;
    public static implicit operator Argument(ScalarType? value) => value is ScalarType some ? some : None;
    public static implicit operator Argument(Device? value) => value is null ? None : new(Tag.Device, (long)value.type);
    public static implicit operator Argument(Generator? value) => value is null ? None : new(Tag.Generator, value.Handle, value);
    public static implicit operator Argument(string? value) => value is null ? None : new(Tag.String, Text(value));
    public static implicit operator Argument(long[]? value) => new(Tag.IntList, value);
    public static implicit operator Argument(double[]? value) => new(Tag.DoubleList, value);
    public static implicit operator Argument(bool[]? value) => new(Tag.BoolList, value);
    public static implicit operator Argument(Tensor[]? value) => new(Tag.TensorList, value);

    /// <summary>Tensors of which some may be missing, as an index has them.</summary>
    internal static Argument Optional(Tensor?[] value) => new(Tag.OptionalTensorList, value);

    /// <summary>Writes a list's elements, eight bytes each.</summary>
    internal void CopyList(Span<long> target)
    {
        switch (source)
        {
            case long[] integers: integers.CopyTo(target); break;
            case double[] numbers: MemoryMarshal.Cast<double, long>(numbers).CopyTo(target); break;
            case bool[] flags: for (int i = 0; i < flags.Length; i++) target[i] = flags[i] ? 1 : 0; break;
            case Tensor?[] tensors: for (int i = 0; i < tensors.Length; i++) target[i] = tensors[i]?.Handle ?? 0; break;
        }
    }

    // Modes and equations: a program has a handful, so that each is kept for good.
    private static nint Text(string value) => strings.GetOrAdd(value, Marshal.StringToCoTaskMemUTF8);
}
