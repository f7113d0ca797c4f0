using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Frugal.Site.Checks.Prose;

/// <summary>Takes the prose out of Markdown.</summary>
internal static partial class MarkdownProse
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseGenericAttributes().UsePreciseSourceLocation().Build();

    /// <summary>The paragraphs, headings and table cells of a page, in order.</summary>
    public static IReadOnlyList<ProseBlock> Of(string markdown) =>
        [.. Markdown.Parse(Blank(Snippet(), Blank(Comment(), markdown.ReplaceLineEndings("\n"))), Pipeline).Descendants<LeafBlock>().Where(block => block.Inline is not null).Select(Read).Where(block => block.Text.Length > 0)];

    /// <summary>The text with blanks in place of what <paramref name="pattern"/> finds, so that every line keeps its number.</summary>
    public static string Blank(Regex pattern, string text) => pattern.Replace(text, match => NotLineEnd().Replace(match.Value, ""));

    private static ProseBlock Read(LeafBlock block)
    {
        var text = new StringBuilder();
        var emphasised = new List<Range>();
        Append(block.Inline!, text, emphasised);
        return new(block.Line + 1, text.ToString(), HeadingOf(block), emphasised);
    }

    private static void Append(ContainerInline container, StringBuilder text, List<Range> emphasised)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content);
                    break;
                case LineBreakInline:
                    text.Append('\n');
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded);
                    break;
                case CodeInline or AutolinkInline:
                    text.Append(ProseBlock.Code);
                    break;
                case ContainerInline inner:
                    var start = text.Length;
                    Append(inner, text, emphasised);
                    if (inner is EmphasisInline { DelimiterCount: 1 })
                    {
                        emphasised.Add(start..text.Length);
                    }

                    break;
            }
        }
    }

    private static string? HeadingOf(LeafBlock block)
    {
        if (block.Parent is not TableCell { Parent: TableRow { IsHeader: false } row } cell || row.Parent is not Table table)
        {
            return null;
        }

        var headings = ((TableRow)table[0]).OfType<TableCell>().ToList();
        var column = row.IndexOf(cell);
        return column < headings.Count ? string.Concat(headings[column].Descendants<LiteralInline>().Select(literal => literal.Content.ToString())) : null;
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("^ *--8<--.*$", RegexOptions.Multiline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"[^\n]+")]
    private static partial Regex NotLineEnd();
}
