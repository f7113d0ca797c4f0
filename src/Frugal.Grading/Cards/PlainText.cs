using System.Globalization;
using System.Text;

namespace Frugal.Grading.Cards;

/// <summary>Makes text from a student's code safe to print: it cannot move the cursor, reverse the text direction or fill the screen.</summary>
internal static class PlainText
{
    private const int Longest = 2000;

    /// <summary>The text without control and format characters except <c>\n</c> for line ends, with broken surrogates replaced, cut after 2,000 characters.</summary>
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

    /// <summary>The same text on one line.</summary>
    public static string Line(string text) => Clean(text).Replace('\n', ' ');
}
