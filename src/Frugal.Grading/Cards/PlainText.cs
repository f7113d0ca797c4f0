using System.Globalization;
using System.Text;

namespace Frugal.Grading.Cards;

/// <summary>Text that may come from a student's code, made safe to print: it can neither move a cursor, nor turn the line round, nor fill a screen.</summary>
internal static class PlainText
{
    private const int Longest = 2000;

    /// <summary>The text without control and format characters (line ends stay, as <c>\n</c>), its broken surrogates replaced, cut after 2,000 characters.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest + 1));
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (clean.Length >= Longest)
            {
                clean.Append('…');
                break;
            }

            if (rune.Value == '\n' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                clean.Append(rune);
            }
            else if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>The same on one line.</summary>
    public static string Line(string text) => Clean(text).Replace('\n', ' ');
}
