using System.Text.RegularExpressions;
using Frugal.Site.Checks.Prose;

namespace Frugal.Site.Checks.Spelling;

/// <summary>A word of a page's prose.</summary>
/// <param name="Line">The line of the block's file.</param>
/// <param name="Text">The word, without elided article and genitive.</param>
/// <param name="IsQuoted">Whether it may be of the other language: it is in italics or quotation marks, or in the column of that language.</param>
internal sealed partial record ProseWord(int Line, string Text, bool IsQuoted)
{
    private static readonly string[] LanguageNames = ["English", "French", "anglais", "français"];

    /// <summary>The word's parts between hyphens.</summary>
    public string[] Parts => Text.Split('-', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words of a block. Names of files, versions and formats (<c>README.md</c>, <c>int8</c>) are not words.</summary>
    public static IEnumerable<ProseWord> In(ProseBlock block) =>
        from chunk in Chunk().Matches(block.Text.Replace('’', '\''))
        where !NotWords().IsMatch(chunk.Value)
        from word in Word().Matches(chunk.Value)
        let text = Genitive().Replace(Elision().Replace(word.Value, ""), "")
        where text.Length > 1
        select new ProseWord(block.LineOf(chunk.Index), text, IsForeign(block, chunk.Index + word.Index));

    private static bool IsForeign(ProseBlock block, int index) =>
        block.IsEmphasised(index) || LanguageNames.Contains(block.Heading) || Quotation().Matches(block.Text).Any(quotation => index >= quotation.Index && index < quotation.Index + quotation.Length);

    [GeneratedRegex(@"[^\s¤]+")]
    private static partial Regex Chunk();

    /// <summary>Digits, paths, addresses, and dots within a name.</summary>
    [GeneratedRegex(@"\d|[/\\_@=<>+#]|\w\.\w|^\.\w")]
    private static partial Regex NotWords();

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*(?:['-]\p{L}[\p{L}\p{M}]*)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:[ldnsctmj]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Elision();

    [GeneratedRegex("\"[^\"]*\"|“[^”]*”|«[^»]*»")]
    private static partial Regex Quotation();

    [GeneratedRegex("'s$")]
    private static partial Regex Genitive();
}
