using System.Collections;
using System.Globalization;

namespace Frugal.Gguf;

/// <summary>A metadata value of a GGUF file: a number, a truth value, a text, or an array of one of these.</summary>
public sealed class GgufValue
{
    /// <summary>How many elements of an array <see cref="ToString"/> shows.</summary>
    private const int Shown = 4;

    private GgufValue(GgufValueType type, GgufValueType? elementType, object content) => (Type, ElementType, Content) = (type, elementType, content);

    /// <summary>The type in the file; <see cref="GgufValueType.Array"/> for an array.</summary>
    public GgufValueType Type { get; }

    /// <summary>The type of an array's elements; null unless it is an array.</summary>
    public GgufValueType? ElementType { get; }

    /// <summary>The number of an array's elements; 1 unless it is an array.</summary>
    public int Count => Content is Array array ? array.Length : 1;

    /// <summary>The .NET value: a number, a truth value, a text, or an array of these.</summary>
    internal object Content { get; }

    /// <summary>A single value.</summary>
    /// <typeparam name="T">A .NET integer of 8 to 64 bits, <see cref="float"/>, <see cref="double"/>, <see cref="bool"/> or <see cref="string"/>.</typeparam>
    /// <exception cref="FrugalException">GGUF has no such type.</exception>
    public static GgufValue Of<T>(T value) where T : notnull => new(TypeOf<T>(), null, value);

    /// <summary>An array.</summary>
    /// <typeparam name="T">As for <see cref="Of{T}"/>.</typeparam>
    /// <exception cref="FrugalException">GGUF has no such type.</exception>
    public static GgufValue OfArray<T>(IEnumerable<T> values) where T : notnull => Wrap(values.ToArray());

    /// <summary>The single value, in its own type.</summary>
    /// <exception cref="FrugalException">The value has another type.</exception>
    public T As<T>() where T : notnull => Content is T value ? value : throw GgufErrors.OtherType(TypeOf<T>(), this);

    /// <summary>An integer of any width.</summary>
    /// <exception cref="FrugalException">It is not an integer, or exceeds 64 bits with sign.</exception>
    public long AsInteger() => Content switch
    {
        byte value => value,
        sbyte value => value,
        ushort value => value,
        short value => value,
        uint value => value,
        int value => value,
        long value => value,
        ulong value when value <= long.MaxValue => (long)value,
        _ => throw GgufErrors.OtherType(GgufValueType.Int64, this),
    };

    /// <summary>An array's elements, in their own type.</summary>
    /// <exception cref="FrugalException">It is not an array, or its elements have another type.</exception>
    public IReadOnlyList<T> Elements<T>() where T : notnull =>
        ElementType == TypeOf<T>() ? Array.AsReadOnly((T[])Content) : throw GgufErrors.OtherType(TypeOf<T>(), this, array: true);

    /// <summary>The value for display; of an array, the first elements and their number.</summary>
    public override string ToString() => Content is not Array array ? Text(Content)
        : array.Length <= Shown ? $"[{string.Join(", ", Each(array))}]"
        : FormattableString.Invariant($"[{string.Join(", ", Each(array).Take(Shown))}, ...] ({array.Length:N0})");

    /// <summary>An array that the caller gives away.</summary>
    internal static GgufValue Wrap<T>(T[] values) where T : notnull => new(GgufValueType.Array, TypeOf<T>(), values);

    private static IEnumerable<string> Each(IEnumerable values)
    {
        foreach (var value in values)
        {
            yield return Text(value);
        }
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static GgufValueType TypeOf<T>() => System.Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Byte => GgufValueType.UInt8,
        TypeCode.SByte => GgufValueType.Int8,
        TypeCode.UInt16 => GgufValueType.UInt16,
        TypeCode.Int16 => GgufValueType.Int16,
        TypeCode.UInt32 => GgufValueType.UInt32,
        TypeCode.Int32 => GgufValueType.Int32,
        TypeCode.UInt64 => GgufValueType.UInt64,
        TypeCode.Int64 => GgufValueType.Int64,
        TypeCode.Single => GgufValueType.Float32,
        TypeCode.Double => GgufValueType.Float64,
        TypeCode.Boolean => GgufValueType.Bool,
        TypeCode.String => GgufValueType.String,
        _ => throw GgufErrors.NoValueType(typeof(T).Name),
    };
}
