using System.Runtime.InteropServices;
using System.Text;

namespace Frugal.Gguf;

/// <summary>Reads the header of a GGUF file from front to back. Each length is checked against what is left of the file before anything is allocated.</summary>
internal sealed class GgufReader(GgufBytes bytes, string file)
{
    /// <summary>A string has at most this many bytes.</summary>
    public const int LongestString = 1 << 26;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public long Position { get; private set; }

    public long Left => bytes.Length - Position;

    /// <param name="length">The number of bytes.</param>
    /// <param name="what">What they are, for the error.</param>
    public ReadOnlySpan<byte> Take(int length, string what)
    {
        if (length > Left)
        {
            throw GgufErrors.CutOff(file, what, Position, length, Left);
        }

        var taken = bytes.Slice(Position, length);
        Position += length;
        return taken;
    }

    /// <summary>A number, little-endian as is every machine that .NET runs on.</summary>
    public unsafe T Number<T>(string what) where T : unmanaged => MemoryMarshal.Read<T>(Take(sizeof(T), what));

    /// <summary>A number of things, each of at least <paramref name="least"/> bytes, which the file can hold.</summary>
    public int Count(string what, int least)
    {
        var count = Number<ulong>($"the number of {what}");
        return count <= (ulong)(Left / least) && count <= (ulong)Array.MaxLength ? (int)count : throw GgufErrors.TooMany(file, what, count, Left);
    }

    public string Text(string what, int most = LongestString)
    {
        var length = Number<ulong>($"the length of {what}");
        if (length > (ulong)most)
        {
            throw GgufErrors.LongText(file, what, length, most);
        }

        try
        {
            return Strict.GetString(Take((int)length, what));
        }
        catch (DecoderFallbackException failure)
        {
            throw GgufErrors.NotUtf8(file, what, Position - (long)length, failure);
        }
    }

    /// <summary>The name of a key or tensor, without control characters.</summary>
    public string Name(string what, int most)
    {
        var name = Text(what, most);
        return name.Length > 0 && !name.Any(char.IsControl) ? name : throw GgufErrors.BadName(file, what, name);
    }

    public GgufValue Value(string what)
    {
        var type = Type(what);
        return type switch
        {
            GgufValueType.Array => Elements(what),
            GgufValueType.String => GgufValue.Of(Text(what)),
            GgufValueType.Bool => GgufValue.Of(Flag(Number<byte>(what), what)),
            GgufValueType.UInt8 => GgufValue.Of(Number<byte>(what)),
            GgufValueType.Int8 => GgufValue.Of(Number<sbyte>(what)),
            GgufValueType.UInt16 => GgufValue.Of(Number<ushort>(what)),
            GgufValueType.Int16 => GgufValue.Of(Number<short>(what)),
            GgufValueType.UInt32 => GgufValue.Of(Number<uint>(what)),
            GgufValueType.Int32 => GgufValue.Of(Number<int>(what)),
            GgufValueType.UInt64 => GgufValue.Of(Number<ulong>(what)),
            GgufValueType.Int64 => GgufValue.Of(Number<long>(what)),
            GgufValueType.Float32 => GgufValue.Of(Number<float>(what)),
            _ => GgufValue.Of(Number<double>(what)),
        };
    }

    private GgufValue Elements(string what) => Type(what) switch
    {
        GgufValueType.Array => throw GgufErrors.NestedArray(file, what),
        GgufValueType.String => Texts(what),
        GgufValueType.Bool => GgufValue.Wrap(Array.ConvertAll(Numbers<byte>(what), value => Flag(value, what))),
        GgufValueType.UInt8 => GgufValue.Wrap(Numbers<byte>(what)),
        GgufValueType.Int8 => GgufValue.Wrap(Numbers<sbyte>(what)),
        GgufValueType.UInt16 => GgufValue.Wrap(Numbers<ushort>(what)),
        GgufValueType.Int16 => GgufValue.Wrap(Numbers<short>(what)),
        GgufValueType.UInt32 => GgufValue.Wrap(Numbers<uint>(what)),
        GgufValueType.Int32 => GgufValue.Wrap(Numbers<int>(what)),
        GgufValueType.UInt64 => GgufValue.Wrap(Numbers<ulong>(what)),
        GgufValueType.Int64 => GgufValue.Wrap(Numbers<long>(what)),
        GgufValueType.Float32 => GgufValue.Wrap(Numbers<float>(what)),
        _ => GgufValue.Wrap(Numbers<double>(what)),
    };

    private GgufValue Texts(string what)
    {
        var texts = new string[Count($"elements of {what}", sizeof(ulong))];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Text(what);
        }

        return GgufValue.Wrap(texts);
    }

    private unsafe T[] Numbers<T>(string what) where T : unmanaged
    {
        var count = Count($"elements of {what}", sizeof(T));
        return (long)count * sizeof(T) <= Array.MaxLength
            ? MemoryMarshal.Cast<byte, T>(Take(count * sizeof(T), what)).ToArray()
            : throw GgufErrors.TooMany(file, $"elements of {what}", (ulong)count, Left);
    }

    private GgufValueType Type(string what)
    {
        var number = Number<uint>($"the type of {what}");
        return number <= (uint)GgufValueType.Float64 ? (GgufValueType)number : throw GgufErrors.UnknownValueType(file, what, number);
    }

    private bool Flag(byte value, string what) => value <= 1 ? value == 1 : throw GgufErrors.NotABool(file, what, value);
}
