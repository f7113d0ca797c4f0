using System.Text;

namespace Frugal.Texts;

/// <summary>
/// Finds the end of an emoji: a base with its variation selector, skin tone or tags, further bases after a zero-width joiner, or two regional
/// indicators for a flag (Unicode Technical Standard 51, definition ED-17, without the check that the sequence has a picture).
/// </summary>
internal static class EmojiCluster
{
    private const int Joiner = 0x200D;

    /// <summary>Whether an emoji can begin with that code point. Letters and signs that NFKC turns into text, such as ™ and ㊗, are not among them.</summary>
    public static bool IsBase(int codePoint) => codePoint is (>= 0x1F000 and <= 0x1FAFF)
        or (>= 0x2600 and <= 0x27BF)
        or 0x231A or 0x231B or 0x2328 or 0x23CF or (>= 0x23E9 and <= 0x23F3) or (>= 0x23F8 and <= 0x23FA)
        or (>= 0x2194 and <= 0x2199) or 0x21A9 or 0x21AA
        or 0x25AA or 0x25AB or 0x25B6 or 0x25C0 or (>= 0x25FB and <= 0x25FE)
        or (>= 0x2B05 and <= 0x2B07) or 0x2B1B or 0x2B1C or 0x2B50 or 0x2B55;

    /// <summary>A zero-width joiner, a variation selector or the keycap, which is nothing on its own.</summary>
    public static bool IsJoiner(int codePoint) => codePoint is Joiner or 0xFE0E or 0xFE0F or 0x20E3;

    /// <summary>Number of code units of the emoji at the beginning of <paramref name="text"/>, whose first code point is a base.</summary>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        var first = RuneAt(text, 0, out var length);
        if (IsRegional(first))
        {
            return IsRegional(RuneAt(text, length, out var second)) ? length + second : length;
        }

        while (true)
        {
            var next = RuneAt(text, length, out var taken);
            if (IsModifier(next))
            {
                length += taken;
            }
            else if (next == Joiner && IsBase(RuneAt(text, length + 1, out var joined)))
            {
                length += 1 + joined;
            }
            else
            {
                return length;
            }
        }
    }

    private static bool IsRegional(int codePoint) => codePoint is >= 0x1F1E6 and <= 0x1F1FF;

    private static bool IsModifier(int codePoint) => codePoint is 0xFE0E or 0xFE0F or 0x20E3 or (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0020 and <= 0xE007F);

    /// <summary>The code point at that place; -1 at the end.</summary>
    private static int RuneAt(ReadOnlySpan<char> text, int at, out int length)
    {
        if (at >= text.Length)
        {
            length = 0;
            return -1;
        }

        Rune.DecodeFromUtf16(text[at..], out var rune, out length);
        return rune.Value;
    }
}
