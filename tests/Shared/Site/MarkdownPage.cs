using System.Text.RegularExpressions;

namespace Frugal.Tests.Shared;

/// <summary>What a page in Markdown has in both languages: headings, links and figures.</summary>
internal static partial class MarkdownPage
{
    /// <summary>The levels of the headings, in order.</summary>
    public static IEnumerable<int> Levels(string text) => Heading().Matches(WithoutCode(text)).Select(match => match.Groups[1].Length);

    /// <summary>The texts of the headings, in order.</summary>
    public static IEnumerable<string> Headings(string text) => Heading().Matches(WithoutCode(text)).Select(match => match.Groups[2].Value);

    /// <summary>The targets of the links to files and headings of the repository.</summary>
    public static IEnumerable<string> Links(string text) =>
        Link().Matches(CodeSpan().Replace(WithoutCode(text), "``")).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The code spans, sorted: sentences of two languages have another order.</summary>
    public static IEnumerable<string> CodeSpans(string text) => CodeSpan().Matches(WithoutCode(text)).Select(match => match.Value).Order(StringComparer.Ordinal);

    /// <summary>The numbers of an English text as 1234.5, sorted.</summary>
    public static IEnumerable<string> EnglishFigures(string text) =>
        EnglishNumber().Matches(Prose(text)).Select(match => match.Value.Replace(",", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The numbers of a French text as 1234.5, sorted.</summary>
    public static IEnumerable<string> FrenchFigures(string text) =>
        FrenchNumber().Matches(Prose(text)).Select(match => SpacedDigits().Replace(match.Value, "").Replace(',', '.')).Order(StringComparer.Ordinal);

    /// <summary>The text without blocks of code.</summary>
    public static string WithoutCode(string text) => Code().Replace(text.ReplaceLineEndings("\n"), "");

    /// <summary>The text without code in its lines.</summary>
    public static string WithoutCodeSpans(string text) => CodeSpan().Replace(text, "");

    /// <summary>What a reader reads: no code blocks, no link targets, no HTML comments.</summary>
    private static string Prose(string text) => LinkTarget().Replace(Comment().Replace(WithoutCode(text), ""), "]");

    [GeneratedRegex(@"^(#{1,6}) (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```[ ]*$|^(?:    [^\n]*\n)+", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\([^)\s]+\)")]
    private static partial Regex LinkTarget();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)*")]
    private static partial Regex EnglishNumber();

    [GeneratedRegex(@"(?<![\w.])\d+(?:[ \u00A0\u202F]\d{3}(?!\d))*(?:[.,]\d+)*")]
    private static partial Regex FrenchNumber();

    [GeneratedRegex(@"[ \u00A0\u202F]")]
    private static partial Regex SpacedDigits();
}
