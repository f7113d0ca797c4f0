using System.Text.Json.Nodes;
using Frugal.Notebooks.Runner;
using Frugal.Reporting;

namespace Frugal.Site.Notebooks;

/// <summary>
/// An output of a cell as one line of HTML, however many lines it prints: a blank line would end a block of HTML in Markdown, and a line that begins with a fence
/// would begin a block of code.
/// </summary>
internal sealed record OutputHtml(string Line, bool Chart)
{
    /// <summary>The line for one of nbformat's output objects; null if it shows nothing.</summary>
    public static OutputHtml? Of(JsonObject output)
    {
        var view = OutputView.Of(ChartNumbers.Rounded(output));
        var content = view switch
        {
            { Chart: true, Html: { } place } => place.Text,
            { Html: { } html } => SafeHtml.Of(html.Text),
            { Image: { } mime } => $"<img alt=\"{Templates.Escape(view.Text)}\" src=\"data:{Templates.Escape(mime)};base64,{Templates.Escape(view.Data)}\">",
            _ => view.Text.Trim('\n') is { Length: > 0 } text ? $"<pre class=\"{view.Style}\">{Templates.Escape(text)}</pre>" : "",
        };
        return content.Length == 0 ? null : new($"<div class=\"nb-output\">{content.ReplaceLineEndings("&#10;")}</div>", view.Chart);
    }
}
