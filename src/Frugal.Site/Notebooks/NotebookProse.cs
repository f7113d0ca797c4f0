using System.Text;
using System.Text.RegularExpressions;
using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;
using Frugal.Reporting;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Frugal.Site.Notebooks;

/// <summary>
/// Turns a Markdown cell into Markdown for MkDocs: links lead to pages, blocks are set apart by blank lines, folded answers become collapsible blocks of
/// <c>pymdownx.details</c>, and other HTML is shown as text, as in the pages of <see cref="HtmlPage"/>.
/// </summary>
/// <param name="file">The notebook, relative to the repository.</param>
/// <param name="links">Rewrites links.</param>
internal sealed partial class NotebookProse(string file, NotebookLinks links)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UsePreciseSourceLocation().Build();

    /// <summary>The cell's Markdown on the page.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="number">Its number in the notebook, for messages.</param>
    /// <exception cref="FrugalException">A link leads to no page, or an image comes from elsewhere.</exception>
    public string Of(Cell cell, int number)
    {
        var source = PlainText.Visible(cell.Source);
        var document = Markdown.Parse(source, Pipeline);
        var edits = new List<Edit>();
        foreach (var node in document.Descendants())
        {
            edits.AddRange(node switch
            {
                LinkInline { IsImage: true } image => [new(image.UrlSpan, Image(cell, number, image.Url ?? ""))],
                LinkInline { Reference: null } link => [new(link.UrlSpan, Link(number, link.Url ?? ""))],
                LinkReferenceDefinition definition => [new(definition.UrlSpan, Link(number, definition.Url ?? ""))],
                AutolinkInline { IsEmail: false } link when !NotebookLinks.Stays(link.Url) => throw NotebookPageFault.BrokenLink(file, number, link.Url),
                LiteralInline literal => Escapes(source, literal.Span),
                _ => Array.Empty<Edit>(),
            });
        }

        FoldedText.Fold(document, source);
        return Blocks(document, Apply(source, edits).Split('\n'), int.MaxValue);
    }

    private string Link(int cell, string link) => links.Rewritten(Folder, link) ?? throw NotebookPageFault.BrokenLink(file, cell, link);

    private string Image(Cell cell, int number, string link) =>
        (link.StartsWith("attachment:", StringComparison.Ordinal) ? HtmlPage.Attachment(cell, Uri.UnescapeDataString(link["attachment:".Length..])) : link) is { } data && ImageData().IsMatch(data)
            ? data : throw NotebookPageFault.ForeignImage(file, number, link);

    private string Folder => file[..file.LastIndexOf('/')];

    /// <summary>Characters of plain text that Python-Markdown would take for HTML or for attributes.</summary>
    private static IEnumerable<Edit> Escapes(string source, SourceSpan span)
    {
        for (var i = span.Start; i <= span.End && i < source.Length; i++)
        {
            if (source[i] is '<' or '{')
            {
                yield return new(new SourceSpan(i, i), source[i] == '<' ? "&lt;" : "&#123;");
            }
        }
    }

    private static string Apply(string source, IEnumerable<Edit> edits)
    {
        var text = new StringBuilder(source);
        foreach (var edit in edits.Where(edit => !edit.Span.IsEmpty).OrderByDescending(edit => edit.Span.Start))
        {
            text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.Text);
        }

        return text.ToString();
    }

    /// <summary>The lines of each block, set apart by blank lines: Python-Markdown starts no list within a paragraph.</summary>
    private static string Blocks(ContainerBlock parent, string[] lines, int end)
    {
        var blocks = parent.Where(block => block is not LinkReferenceDefinitionGroup).OrderBy(block => block.Line).ToList();
        var ends = blocks.Skip(1).Select(block => block.Line).Append(Math.Min(end, lines.Length));
        return string.Join("\n\n", blocks.Zip(ends, (block, next) => block is FoldedText folded ? Folded(folded, lines) : string.Join('\n', lines[block.Line..next]).TrimEnd()));
    }

    private static string Folded(FoldedText folded, string[] lines)
    {
        var summary = folded.Summary.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
        var inner = Blocks(folded, lines, folded.LastLine).Split('\n').Select(line => line.Length == 0 ? line : "    " + line);
        return $"??? question \"{summary}\"\n\n{string.Join('\n', inner)}";
    }

    private readonly record struct Edit(SourceSpan Span, string Text);

    [GeneratedRegex("^data:image/(?:png|jpeg|gif|webp|svg\\+xml);base64,[A-Za-z0-9+/=]+$")]
    private static partial Regex ImageData();
}
