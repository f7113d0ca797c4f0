using System.Buffers;
using System.Globalization;
using System.Text;

namespace Frugal;

/// <summary>Latin letters without their accents, from a table.</summary>
internal static class LatinLetters
{
    private const int End = 0x250;   // Basic Latin to Latin Extended-B

    private static readonly char[] Plain = [.. Enumerable.Range(0, End).Select(code => Bare((char)code))];

    /// <summary>The letters of French and English.</summary>
    public static SearchValues<char> All { get; } = SearchValues.Create([.. Enumerable.Range(0, End).Select(code => (char)code).Where(char.IsLetter)]);

    /// <summary>"é" gives "e"; ligatures and characters of other scripts stay.</summary>
    public static char WithoutAccent(char letter) => letter < End ? Plain[letter] : letter;

    private static char Bare(char letter)
    {
        var split = letter.ToString().Normalize(NormalizationForm.FormD);
        return split.Length > 1 && CharUnicodeInfo.GetUnicodeCategory(split[1]) == UnicodeCategory.NonSpacingMark ? split[0] : letter;
    }
}
