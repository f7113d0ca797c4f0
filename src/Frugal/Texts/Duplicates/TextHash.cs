using System.Runtime.InteropServices;

namespace Frugal.Texts;

/// <summary>
/// A hash of 64 bits over UTF-16 code units, the same on every machine with the same byte order: eight bytes at a time, folded by a product of 128 bits
/// (the core of Wang Yi's wyhash, 2019). Not for secrets.
/// </summary>
internal static class TextHash
{
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Fold((ulong)text.Length ^ First, Second);
        foreach (var four in MemoryMarshal.Cast<char, ulong>(text))
        {
            hash = Fold(hash ^ four, First);
        }

        ulong tail = 0;
        foreach (var character in text[(text.Length & ~3)..])
        {
            tail = (tail << 16) | character;
        }

        return Fold(hash ^ tail, Second);
    }

    /// <summary>A hash of two numbers.</summary>
    public static ulong Join(ulong first, ulong second) => Fold(first ^ First, second ^ Second);

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
