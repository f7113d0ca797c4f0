using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Frugal.Charts.Formatting;
using Frugal.Notebooks.Ipynb;
using Markdig;

namespace Frugal.Notebooks.Runner;

/// <summary>Renders an executed notebook as one self-contained HTML file.</summary>
public static partial class HtmlPage
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().UseAutoIdentifiers().UseFootnotes().Build();

    /// <summary>Renders <paramref name="notebook"/>.</summary>
    /// <param name="notebook">The notebook, with its outputs.</param>
    /// <param name="plotly">Reads the script that draws charts; called only if the notebook contains a chart. If null, charts are named, not drawn.</param>
    public static string Of(Notebook notebook, Func<string?>? plotly = null)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var body = new StringBuilder();
        var charts = 0;
        foreach (var cell in notebook.Cells)
        {
            if (cell.Kind == CellKind.Markdown)
            {
                body.Append("<section>").Append(Markdig.Markdown.ToHtml(WithAttachments(cell), Markdown)).Append("</section>\n");
            }
            else if (cell.Kind == CellKind.Code)
            {
                body.Append("<div class=\"code\"><pre class=\"source\"><code>").Append(SyntaxHighlighter.ToHtml(cell.Source)).Append("</code></pre>\n");
                foreach (var output in cell.Outputs.OfType<JsonObject>())
                {
                    Append(body, output, ref charts);
                }

                body.Append("</div>\n");
            }
        }

        var script = charts > 0 ? plotly?.Invoke() : null;
        return $"""
            <!doctype html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(Title(notebook))}</title>
            <style>
            {Style()}</style>
            {(script is null ? "" : $"<script>{ChartFormatters.InScript(script)}</script>")}
            </head>
            <body>
            {body}{(script is null ? "" : DrawCharts)}
            </body>
            </html>

            """;
    }

    private const string DrawCharts = $$"""
        <script>
        const fit = {{ChartFormatters.Fit}};
        for (const place of document.querySelectorAll("[data-chart]")) {
          const figure = JSON.parse(place.querySelector("script").textContent);
          place.replaceChildren();
          Plotly.newPlot(place, figure.data, fit(place, figure.layout), { responsive: true });
        }
        </script>
        """;

    private static void Append(StringBuilder body, JsonObject output, ref int charts)
    {
        switch ((string?)output["output_type"])
        {
            case "stream":
                body.Append($"<pre class=\"output text{((string?)output["name"] == "stderr" ? " stderr" : "")}\">").Append(Text(MultilineText.Read(output["text"]))).Append("</pre>\n");
                break;
            case "error":
                var trace = output["traceback"] is JsonArray lines ? string.Join('\n', lines.Select(line => (string?)line)) : (string?)output["evalue"];
                body.Append("<pre class=\"output text error\">").Append(Text(trace ?? "")).Append("</pre>\n");
                break;
            default:
                if (output["data"] is JsonObject data)
                {
                    Append(body, data, (string?)output["output_type"] ?? "", ref charts);
                }

                break;
        }
    }

    /// <summary>Appends the richest representation that a page can show.</summary>
    private static void Append(StringBuilder body, JsonObject data, string kind, ref int charts)
    {
        string? Read(string mime) => data[mime] is { } value ? MultilineText.Read(value) : null;
        if (data[Mime.Plotly] is JsonObject figure)
        {
            charts++;
            body.Append("<div class=\"output\" data-chart><script type=\"application/json\">").Append(ChartFormatters.InScript(figure.ToJsonString())).Append("</script>")
                .Append(Text(Read(Mime.Text) ?? "chart")).Append("</div>\n");
        }
        else if (Read(Mime.Html) is { } html)
        {
            body.Append("<div class=\"output html\">").Append(html).Append("</div>\n");
        }
        else if (Read(Mime.Svg) is { } svg)
        {
            body.Append("<div class=\"output html\">").Append(svg).Append("</div>\n");
        }
        else if (new[] { Mime.Png, Mime.Jpeg }.FirstOrDefault(mime => data[mime] is not null) is { } picture)
        {
            body.Append($"<div class=\"output\"><img alt=\"{WebUtility.HtmlEncode(Read(Mime.Text) ?? "picture")}\" src=\"data:{picture};base64,").Append(Read(picture)!.Replace("\n", "", StringComparison.Ordinal)).Append("\"></div>\n");
        }
        else if (Read(Mime.Markdown) is { } markdown)
        {
            body.Append("<div class=\"output html\">").Append(Markdig.Markdown.ToHtml(markdown, Markdown)).Append("</div>\n");
        }
        else
        {
            body.Append($"<pre class=\"output text{(kind == "execute_result" ? " value" : "")}\">").Append(Text(Read(Mime.Text) ?? "")).Append("</pre>\n");
        }
    }

    /// <summary>Markdown in which the cell's attached images are embedded.</summary>
    private static string WithAttachments(Cell cell)
    {
        var source = cell.Source;
        foreach (var (name, representations) in cell.Json["attachments"] as JsonObject ?? [])
        {
            if (representations is JsonObject types && types.FirstOrDefault() is { Key: { } mime, Value: { } content })
            {
                source = source.Replace($"attachment:{name}", $"data:{mime};base64,{MultilineText.Read(content)}", StringComparison.Ordinal);
            }
        }

        return source;
    }

    private static string Title(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => cell.Source.Split('\n'))
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? Path.GetFileNameWithoutExtension(notebook.Name);

    private static string Text(string text) => WebUtility.HtmlEncode(Ansi().Replace(text, ""));

    private static string Style()
    {
        using var reader = new StreamReader(typeof(HtmlPage).Assembly.GetManifestResourceStream("page.css")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]")]
    private static partial Regex Ansi();
}
