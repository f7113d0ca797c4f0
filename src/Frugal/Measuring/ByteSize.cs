using System.Globalization;
using System.Numerics;

namespace Frugal.Measuring;

/// <summary>
/// A number of bytes. Written and printed in decimal units, as drives and networks count: 1 KB is 1,000 bytes;
/// the binary units KiB, MiB and GiB (1 KiB is 1,024 bytes; IEC 80000-13) are parsed too.
/// </summary>
/// <param name="Bytes">The number of bytes.</param>
public readonly record struct ByteSize(long Bytes)
    : IComparable<ByteSize>, IParsable<ByteSize>,
      IComparisonOperators<ByteSize, ByteSize, bool>, IAdditionOperators<ByteSize, ByteSize, ByteSize>
{
    private static readonly (string Name, double Factor)[] Units =
    [
        ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("B", 1), ("bytes", 1), ("byte", 1),
    ];

    /// <summary>Reads "400 KB", "1.5MiB" or "1234"; letter case does not matter, a bare number is bytes.</summary>
    /// <exception cref="FrugalException">The text is not a size.</exception>
    public static ByteSize Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var size)
            ? size
            : throw new FrugalException($"'{s}' is not a size. Write a number and a unit: 400 KB, 1.5 MiB, 1234 B.");

    /// <summary>Reads a size; false when <paramref name="s"/> is not a size, is negative or exceeds 2^63 bytes.</summary>
    public static bool TryParse(string? s, IFormatProvider? provider, out ByteSize result)
    {
        result = default;
        var text = s.AsSpan().Trim();
        var factor = 1.0;
        foreach (var unit in Units)
        {
            if (text.EndsWith(unit.Name, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^unit.Name.Length].TrimEnd();
                factor = unit.Factor;
                break;
            }
        }

        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || !(number * factor < long.MaxValue))           // also rejects NaN
        {
            return false;
        }

        result = new ByteSize((long)Math.Round(number * factor));
        return true;
    }

    /// <summary>Three significant digits in the largest decimal unit that fits: "999 B", "400 KB", "1.54 MB".</summary>
    public override string ToString()
    {
        var (value, unit) = Math.Abs((double)Bytes) switch
        {
            < 999.5 => (Bytes, "B"),
            < 999.5e3 => (Bytes / 1e3, "KB"),
            < 999.5e6 => (Bytes / 1e6, "MB"),
            < 999.5e9 => (Bytes / 1e9, "GB"),
            _ => (Bytes / 1e12, "TB"),
        };
        return $"{Significant.Three(value)} {unit}";
    }

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>The sum.</summary>
    public static ByteSize operator +(ByteSize left, ByteSize right) => new(checked(left.Bytes + right.Bytes));

    /// <summary>Whether <paramref name="left"/> is smaller.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Whether <paramref name="left"/> is larger.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Whether <paramref name="left"/> is not larger.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Whether <paramref name="left"/> is not smaller.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;
}
