using System.Buffers;
using System.Text;

namespace Frugal.Texts;

/// <summary>Brings a text into normalisation form KC (Unicode Standard Annex 15), where ｆｕｌｌ ｗｉｄｔｈ, ﬁ and 𝓢 are plain letters.</summary>
internal static class CompatibleText
{
    private const char Refused = '\ufffe';   // no character, and .NET normalises no text that contains it

    /// <summary>Whether a text has that form for certain; false if only a normaliser can say.</summary>
    public static bool IsCertain(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
        {
            return true;
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (CharacterKinds.IsStable(text[at]))
            {
                continue;
            }

            if (!IsEmojiPair(text[at..]))
            {
                return false;
            }

            at++;
        }

        return true;
    }

    /// <summary>The text in that form, in an array of the shared pool that the caller returns. Half characters are left out.</summary>
    public static char[] Rent(ReadOnlySpan<char> text, out int length)
    {
        var whole = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var count = CopyWhole(text, whole);
            var normalized = ArrayPool<char>.Shared.Rent(count + 64);
            while (!whole.AsSpan(0, count).TryNormalize(normalized, out length, NormalizationForm.FormKC))
            {
                var longer = ArrayPool<char>.Shared.Rent(2 * normalized.Length);
                ArrayPool<char>.Shared.Return(normalized);
                normalized = longer;
            }

            return normalized;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(whole);
        }
    }

    /// <summary>The pairs U+1F300 to U+1FAFF, of which none changes.</summary>
    private static bool IsEmojiPair(ReadOnlySpan<char> text) =>
        text.Length > 1 && char.IsLowSurrogate(text[1]) && (text[0] is '\ud83d' or '\ud83e' || (text[0] == '\ud83c' && text[1] >= '\udf00'));

    private static int CopyWhole(ReadOnlySpan<char> text, Span<char> whole)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]) && text[at] != Refused)
            {
                whole[count++] = text[at];
            }
            else if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                whole[count++] = text[at++];
                whole[count++] = text[at];
            }
        }

        return count;
    }
}
