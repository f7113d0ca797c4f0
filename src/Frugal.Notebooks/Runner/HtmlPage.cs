using System.Text.Json.Nodes;
using Frugal.Charts.Formatting;
using Frugal.Notebooks.Ipynb;
using Frugal.Reporting;

namespace Frugal.Notebooks.Runner;

/// <summary>Renders an executed notebook as one self-contained HTML file. The HTML that a cell shows is inserted unchanged, but no script in it runs.</summary>
public static class HtmlPage
{
    /// <summary>Renders <paramref name="notebook"/>.</summary>
    /// <param name="notebook">The notebook, with its outputs.</param>
    /// <param name="plotly">Reads the script that draws charts; called only if the notebook contains a chart. If null, charts are named, not drawn.</param>
    /// <param name="language">The code of the language of the notebook's text, such as <c>fr</c>: screen readers pronounce the page in it.</param>
    public static string Of(Notebook notebook, Func<string?>? plotly = null, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var cells = notebook.Cells.Where(cell => cell.Kind != CellKind.Raw).Select(ViewOf).ToList();
        return new Page
        {
            Title = Title(notebook),
            Language = language,
            Body = Templates.Render("notebook.liquid", new { Cells = cells }),
            Style = Templates.Text(typeof(HtmlPage), "notebook.css"),
            InlineStyles = true,
            Scripts = ChartFormatters.Scripts(cells.Any(cell => cell.Outputs.Any(output => output.Chart)) ? plotly?.Invoke() : null),
        }.Render();
    }

    /// <summary>A cell: either prose, or code with its outputs.</summary>
    private sealed record CellView(RawHtml? Prose, RawHtml Code, IReadOnlyList<OutputView> Outputs);

    private static CellView ViewOf(Cell cell) => cell.Kind == CellKind.Markdown
        ? new(MarkdownText.ToHtml(cell.Source, name => Attachment(cell, name)), default, [])
        : new(null, SyntaxHighlighter.ToHtml(cell.Source), [.. cell.Outputs.OfType<JsonObject>().Select(OutputView.Of)]);

    /// <summary>The data URL of an image that is attached to a cell.</summary>
    internal static string? Attachment(Cell cell, string name) =>
        cell.Json["attachments"]?[name] is JsonObject types && types.FirstOrDefault() is { Key: { } mime, Value: { } content }
            ? $"data:{mime};base64,{MultilineText.Read(content).Replace("\n", "", StringComparison.Ordinal)}" : null;

    private static string Title(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => cell.Source.Split('\n'))
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? Path.GetFileNameWithoutExtension(notebook.Name);
}
