using System.Text.RegularExpressions;
using Frugal.Reporting;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Frugal.Notebooks.Runner;

/// <summary>Renders Markdown of a notebook. Its HTML is shown as text, except <see cref="FoldedText"/>, and a link or image with an address that could run a script is only its text.</summary>
internal static partial class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().UseAutoIdentifiers().UseFootnotes()
        .Use<FoldedText.Extension>().Build();

    /// <summary>The Markdown as HTML.</summary>
    /// <param name="markdown">The source.</param>
    /// <param name="attachment">The data URL of an attached image by its name; null if there is none.</param>
    public static RawHtml ToHtml(string markdown, Func<string, string?>? attachment = null)
    {
        var source = PlainText.Visible(markdown);
        var document = Markdown.Parse(source, Pipeline);
        FoldedText.Fold(document, source);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.Url?.StartsWith("attachment:", StringComparison.Ordinal) == true)
            {
                link.Url = attachment?.Invoke(Uri.UnescapeDataString(link.Url["attachment:".Length..])) ?? "";
            }

            if (!IsHarmless(link.Url ?? "", link.IsImage))
            {
                link.ReplaceBy(new ContainerInline());
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsHarmless(link.Url, image: false)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return new(document.ToHtml(Pipeline));
    }

    /// <summary>Whether an address is relative, of the web or of mail, or an image's data. Browsers skip control characters and spaces in a scheme.</summary>
    private static bool IsHarmless(string url, bool image) =>
        Scheme().Match(string.Concat(url.Where(character => character > ' '))).Value.ToLowerInvariant() is "" or "http:" or "https:" or "mailto:"
        || (image && ImageData().IsMatch(url));

    [GeneratedRegex("^[^/?#]*?:")]
    private static partial Regex Scheme();

    [GeneratedRegex("^data:image/(?:png|jpeg|gif|webp|svg\\+xml);base64,[A-Za-z0-9+/=]*$")]
    private static partial Regex ImageData();
}
