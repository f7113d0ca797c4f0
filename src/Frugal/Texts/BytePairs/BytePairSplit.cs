using System.Text;
using Microsoft.ML.Tokenizers;

namespace Frugal.Texts;

/// <summary>
/// Cuts a text into words as GPT-2 does (Radford et al. 2019); pairs of bytes merge within a word only. Its pattern is
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>: contractions, letters, digits and other signs, each with at most one space before them, and white space.
/// </summary>
/// <remarks>
/// Written by hand, because a .NET regular expression sees the letters beyond U+FFFF as pairs of surrogates and not as letters. This way the words are those of llama.cpp's <c>tokenizer.ggml.pre = gpt-2</c>.
/// </remarks>
internal sealed class BytePairSplit : PreTokenizer
{
    private BytePairSplit()
    {
    }

    private enum Kind
    {
        Letter,
        Number,
        Space,
        Other,
    }

    public static BytePairSplit Instance { get; } = new();

    /// <summary>The length of a text's first word; the text is not empty.</summary>
    public static int FirstWord(ReadOnlySpan<char> text)
    {
        if (Contraction(text) is > 0 and var contraction)
        {
            return contraction;
        }

        var start = text[0] == ' ' ? 1 : 0;
        if (start < text.Length && KindAt(text[start..], out var width) is not Kind.Space and var kind)
        {
            var end = start + width;
            while (end < text.Length && KindAt(text[end..], out width) == kind)
            {
                end += width;
            }

            return end;
        }

        var spaces = 1;
        while (spaces < text.Length && char.IsWhiteSpace(text[spaces]))
        {
            spaces++;
        }

        return spaces > 1 && spaces < text.Length ? spaces - 1 : spaces;   // the last space may belong to the next word
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PreTokenize(text.AsSpan());
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text)
    {
        var words = new List<(int Offset, int Length)>();
        for (var start = 0; start < text.Length; start += words[^1].Length)
        {
            words.Add((start, FirstWord(text[start..])));
        }

        return words;
    }

    private static int Contraction(ReadOnlySpan<char> text) => text switch
    {
        ['\'', 's' or 't' or 'm' or 'd', ..] => 2,
        ['\'', 'r' or 'v', 'e', ..] or ['\'', 'l', 'l', ..] => 3,
        _ => 0,
    };

    private static Kind KindAt(ReadOnlySpan<char> text, out int width)
    {
        _ = Rune.DecodeFromUtf16(text, out var rune, out width);
        return Rune.IsLetter(rune) ? Kind.Letter : Rune.IsNumber(rune) ? Kind.Number : Rune.IsWhiteSpace(rune) ? Kind.Space : Kind.Other;
    }
}
