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
    public static string Of(Notebook notebook, Func<string?>? plotly = null)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var cells = notebook.Cells.Where(cell => cell.Kind != CellKind.Raw).Select(ViewOf).ToList();
        return new Page
        {
            Title = Title(notebook),
            Body = Templates.Render("notebook.liquid", new { Cells = cells }),
            Style = Templates.Text(typeof(HtmlPage), "notebook.css"),
            InlineStyles = true,
            Scripts = ChartFormatters.Scripts(cells.Any(cell => cell.Outputs.Any(output => output.Chart)) ? plotly?.Invoke() : null),
        }.Render();
    }

    /// <summary>A cell: either prose, or code with its outputs.</summary>
    private sealed record CellView(RawHtml? Prose, RawHtml Code, IReadOnlyList<OutputView> Outputs);

    /// <summary>An output: HTML, an image in base 64, or text with a CSS class.</summary>
    private sealed record OutputView(string Text, string Style = "")
    {
        public RawHtml? Html { get; init; }

        public string? Image { get; init; }

        public string Data { get; init; } = "";

        public bool Chart { get; init; }
    }

    private static CellView ViewOf(Cell cell) => cell.Kind == CellKind.Markdown
        ? new(MarkdownText.ToHtml(cell.Source, name => Attachment(cell, name)), default, [])
        : new(null, SyntaxHighlighter.ToHtml(cell.Source), [.. cell.Outputs.OfType<JsonObject>().Select(ViewOf)]);

    private static OutputView ViewOf(JsonObject output) => ((string?)output["output_type"], output["data"]) switch
    {
        ("stream", _) => new(MultilineText.Read(output["text"]), (string?)output["name"] ?? ""),
        ("error", _) => new(output["traceback"] is JsonArray lines ? string.Join('\n', lines.Select(line => (string?)line)) : (string?)output["evalue"] ?? "", "error"),
        (var kind, JsonObject data) => ViewOf(data, kind == "execute_result" ? "value" : ""),
        _ => new(""),
    };

    /// <summary>The richest representation that a page can show.</summary>
    private static OutputView ViewOf(JsonObject data, string style)
    {
        var text = Read(Mime.Text);
        return data[Mime.Plotly] is JsonObject figure ? new(text ?? "") { Chart = true, Html = ChartFormatters.Place(figure.ToJsonString(), text ?? "chart") }
            : (Read(Mime.Html) ?? Read(Mime.Svg)) is { } html ? new("") { Html = new RawHtml(html) }
            : new[] { Mime.Png, Mime.Jpeg }.FirstOrDefault(mime => data[mime] is not null) is { } image ? new(text ?? "picture") { Image = image, Data = Read(image)!.Replace("\n", "", StringComparison.Ordinal) }
            : Read(Mime.Markdown) is { } markdown ? new("") { Html = MarkdownText.ToHtml(markdown) }
            : new(text ?? "", style);

        string? Read(string mime) => data[mime] is { } value ? MultilineText.Read(value) : null;
    }

    /// <summary>The data URL of an image that is attached to a cell.</summary>
    private static string? Attachment(Cell cell, string name) =>
        cell.Json["attachments"]?[name] is JsonObject types && types.FirstOrDefault() is { Key: { } mime, Value: { } content }
            ? $"data:{mime};base64,{MultilineText.Read(content).Replace("\n", "", StringComparison.Ordinal)}" : null;

    private static string Title(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => cell.Source.Split('\n'))
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? Path.GetFileNameWithoutExtension(notebook.Name);
}
