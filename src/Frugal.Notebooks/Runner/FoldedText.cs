using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Frugal.Notebooks.Runner;

/// <summary>
/// The one HTML that a page accepts in Markdown: <c>&lt;details&gt;</c> and <c>&lt;summary&gt;…&lt;/summary&gt;</c> on two lines, Markdown, and
/// <c>&lt;/details&gt;</c> on a line, each set apart by blank lines. The page writes the elements itself, without attributes; the summary is plain text.
/// Any other spelling stays text.
/// </summary>
internal sealed class FoldedText : ContainerBlock
{
    private const string Start = "<details>\n<summary>";
    private const string EndOfSummary = "</summary>";

    private FoldedText(string summary, int line, int lastLine) : base(null) => (Summary, Line, LastLine) = (summary, line, lastLine);

    /// <summary>The text that is always shown.</summary>
    public string Summary { get; }

    /// <summary>The line of <c>&lt;/details&gt;</c>, counted from 0; <see cref="MarkdownObject.Line"/> is that of <c>&lt;details&gt;</c>.</summary>
    public int LastLine { get; }

    /// <summary>Folds what lies between the lines, at the top level of <paramref name="document"/>; folds do not nest.</summary>
    public static void Fold(MarkdownDocument document, string source)
    {
        for (var start = 0; start < document.Count; start++)
        {
            if (SummaryOf(document[start], source) is not { } summary)
            {
                continue;
            }

            var end = start + 1;
            while (end < document.Count && TextOf(document[end], source) != "</details>" && SummaryOf(document[end], source) is null)
            {
                end++;
            }

            if (end == document.Count || TextOf(document[end], source) != "</details>")
            {
                continue;   // nothing ends it: it stays text
            }

            var folded = new FoldedText(summary, document[start].Line, document[end].Line);
            for (var count = end - start - 1; count > 0; count--)
            {
                var block = document[start + 1];
                document.RemoveAt(start + 1);
                folded.Add(block);
            }

            document.RemoveAt(start + 1);
            document[start] = folded;
        }
    }

    private static string? SummaryOf(Block block, string source) =>
        TextOf(block, source) is { } text && text.StartsWith(Start, StringComparison.Ordinal) && text.EndsWith(EndOfSummary, StringComparison.Ordinal)
        && text.Length >= Start.Length + EndOfSummary.Length && text[Start.Length..^EndOfSummary.Length] is var summary && !summary.Contains('\n') ? summary : null;

    private static string? TextOf(Block block, string source) =>
        block is ParagraphBlock { Span: { Start: >= 0 } span } && span.End < source.Length ? source[span.Start..(span.End + 1)].ReplaceLineEndings("\n").Trim() : null;

    /// <summary>Writes the element.</summary>
    internal sealed class Extension : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline) { }

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) => renderer.ObjectRenderers.AddIfNotAlready<Renderer>();
    }

    private sealed class Renderer : HtmlObjectRenderer<FoldedText>
    {
        protected override void Write(HtmlRenderer renderer, FoldedText folded)
        {
            renderer.EnsureLine();
            renderer.Write("<details>\n<summary>").WriteEscape(folded.Summary).WriteLine("</summary>");
            renderer.WriteChildren(folded);
            renderer.EnsureLine();
            renderer.WriteLine("</details>");
        }
    }
}
