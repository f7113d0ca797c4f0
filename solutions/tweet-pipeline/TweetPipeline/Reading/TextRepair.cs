using System.Text;
using System.Text.Unicode;

namespace TweetPipeline.Reading;

/// <summary>Repairs what wrong encodings did to texts.</summary>
public static class TextRepair
{
    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Lazy<Encoding> Windows = new(() => CodePagesEncodingProvider.Instance.GetEncoding(1252, new EncoderExceptionFallback(), DecoderFallback.ReplacementFallback)!);

    /// <summary>The text of bytes that should be UTF-8; what is not is read as Windows-1252, of which Latin-1's letters are a part.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Windows.Value.GetString(bytes);

    /// <summary>
    /// Undoes mojibake: UTF-8 that was read as Windows-1252 and stored again, as in <c>rÃ©seau</c>. The text comes back as it is unless all of it is such.
    /// </summary>
    public static string Unscramble(string text)
    {
        for (var round = 0; round < 2 && LooksScrambled(text); round++)   // it can have happened twice
        {
            try
            {
                var once = Strict.GetString(Windows.Value.GetBytes(text));
                if (once.Length >= text.Length)
                {
                    break;
                }

                text = once;
            }
            catch (ArgumentException)   // EncoderFallbackException, DecoderFallbackException: it is none
            {
                break;
            }
        }

        return text;
    }

    /// <summary>Whether one of the letters that UTF-8's lead bytes turn into is followed by a non-ASCII character, as it always is in mojibake, and is not in <c>grâce</c>.</summary>
    private static bool LooksScrambled(ReadOnlySpan<char> text)
    {
        for (int at; (at = text.IndexOfAny("ÃÂâð")) >= 0; text = text[(at + 1)..])
        {
            if (at + 1 < text.Length && !char.IsAscii(text[at + 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text without control characters other than tabs and line ends, with U+FFFD in place of each half of a surrogate pair.</summary>
    public static string WithoutControls(string text)
    {
        var span = text.AsSpan();
        if (!span.ContainsAnyExceptInRange(' ', '~') || (!HasControls(span) && IsWellFormed(span)))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' || !Rune.IsControl(rune))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    private static bool HasControls(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\0', '\b') || text.ContainsAnyInRange('\v', '\f') || text.ContainsAnyInRange('\u000e', '\u001f') || text.ContainsAnyInRange('\u007f', '\u009f');

    /// <summary>Whether both halves of each surrogate pair are there.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (int at; (at = text.IndexOfAnyInRange('\ud800', '\udfff')) >= 0; text = text[(at + 2)..])
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }
        }

        return true;
    }
}
