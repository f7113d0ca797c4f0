using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Frugal.Reporting;

/// <summary>Makes untrusted text safe to show: it cannot move the cursor, colour the screen, reverse the text direction, fill the page or command the CI
/// system whose log it reaches.</summary>
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

    /// <summary>The visible text, inert, trimmed, with spaces for tabs, and cut after 2,000 characters.</summary>
    public static string Clean(string text)
    {
        var visible = Inert(Visible(text)).Replace('\t', ' ').Trim();
        return visible.Length <= Longest ? visible : Start(visible, Longest) + "…";
    }

    /// <summary>The first <paramref name="most"/> characters, visible and inert; where there are more, their number follows.</summary>
    public static string Clip(string text, int most = 4096)
    {
        var start = Start(text, most);
        return Inert(Visible(start)) + (start.Length == text.Length ? "" : string.Create(CultureInfo.InvariantCulture, $"... ({text.Length - start.Length:N0} more characters)"));
    }

    /// <summary>
    /// The text with a space in everything that a CI system would carry out: <c>##vso[</c> and <c>##[</c> (Azure), <c>##teamcity[</c>, <c>::error ...::</c> (GitHub),
    /// <c>section_start:1</c> (GitLab). They are broken anywhere, because a line may be wrapped before them.
    /// </summary>
    private static string Inert(string text) => CommandMark().Replace(text, " ");

    /// <summary>The same text on one line.</summary>
    public static string Line(string text) => Clean(text).Replace('\n', ' ');

    private static string Start(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    [GeneratedRegex(@"(?<=##)(?=\w*\[)|(?<=:)(?=:[\w-]+[^\n]*?::)|(?<=section_)(?=(?:start|end):\d)")]
    private static partial Regex CommandMark();

    /// <summary>ECMA-48 control sequences (colours, cursor) and operating system commands (titles, links).</summary>
    [GeneratedRegex(@"\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(?:\a|\e\\)?")]
    private static partial Regex EscapeSequence();
}
