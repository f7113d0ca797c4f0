using System.Text;
using System.Text.Json.Nodes;
using Frugal.Charts.Formatting;
using Frugal.Notebooks.Ipynb;
using Frugal.Reporting;

namespace Frugal.Notebooks.Runner;

/// <summary>An output of a cell as a page shows it: HTML, an image in base 64, or text with a CSS class.</summary>
/// <param name="Text">The text; of an image or a chart, its text alternative.</param>
/// <param name="Style">The CSS class of text: stdout, stderr, error, value or none.</param>
internal sealed record OutputView(string Text, string Style = "")
{
    /// <summary>The cell's HTML, or a chart's place.</summary>
    public RawHtml? Html { get; init; }

    /// <summary>The MIME type of an image.</summary>
    public string? Image { get; init; }

    /// <summary>The image in base 64.</summary>
    public string Data { get; init; } = "";

    /// <summary>Whether <see cref="Html"/> is a chart's place, made by <see cref="ChartFormatters"/>.</summary>
    public bool Chart { get; init; }

    /// <summary>The richest representation of one of nbformat's output objects that a page can show.</summary>
    public static OutputView Of(JsonObject output) => ((string?)output["output_type"], output["data"]) switch
    {
        ("stream", _) => new(MultilineText.Read(output["text"]), (string?)output["name"] ?? ""),
        ("error", _) => new(output["traceback"] is JsonArray lines ? string.Join('\n', lines.Select(line => (string?)line)) : (string?)output["evalue"] ?? "", "error"),
        (var kind, JsonObject data) => Of(data, kind == "execute_result" ? "value" : ""),
        _ => new(""),
    };

    private static OutputView Of(JsonObject data, string style)
    {
        var text = Read(Mime.Text);
        return data[Mime.Plotly] is JsonObject figure ? new(text ?? "") { Chart = true, Html = ChartFormatters.Place(figure.ToJsonString(), text ?? "chart") }
            : Read(Mime.Html) is { } html ? new("") { Html = new RawHtml(html) }
            : Read(Mime.Svg) is { } svg ? new(text ?? "picture") { Image = Mime.Svg, Data = Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)) }
            : new[] { Mime.Png, Mime.Jpeg }.FirstOrDefault(mime => data[mime] is not null) is { } image ? new(text ?? "picture") { Image = image, Data = Read(image)!.Replace("\n", "", StringComparison.Ordinal) }
            : Read(Mime.Markdown) is { } markdown ? new("") { Html = MarkdownText.ToHtml(markdown) }
            : new(text ?? "", style);

        string? Read(string mime) => data[mime] is { } value ? MultilineText.Read(value) : null;
    }
}
