using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Frugal.Reporting;

/// <summary>Makes untrusted text safe to show: it cannot move the cursor, colour the screen, reverse the text direction or fill the page.</summary>
internal static partial class PlainText
{
    private const int Longest = 2000;

    /// <summary>
    /// The text without terminal escape sequences and without control and format characters. Kept are tabs, line ends as <c>\n</c>, and the two joiners
    /// of emoji and of Persian, which reorder nothing. Broken surrogates are replaced.
    /// </summary>
    public static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in EscapeSequence().Replace(text, "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' or 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                visible.Append(rune);
            }
        }

        return visible.ToString();
    }

    /// <summary>The visible text, trimmed, with spaces for tabs, and cut after 2,000 characters.</summary>
    public static string Clean(string text)
    {
        var visible = Visible(text).Replace('\t', ' ').Trim();
        return visible.Length <= Longest ? visible : visible[..(char.IsHighSurrogate(visible[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }

    /// <summary>The same text on one line.</summary>
    public static string Line(string text) => Clean(text).Replace('\n', ' ');

    /// <summary>ECMA-48 control sequences (colours, cursor) and operating system commands (titles, links).</summary>
    [GeneratedRegex(@"\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(?:\a|\e\\)?")]
    private static partial Regex EscapeSequence();
}
