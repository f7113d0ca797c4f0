using System.Text.Json;
using Frugal.Reporting;
using Plotly.NET;

namespace Frugal.Charts.Formatting;

/// <summary>
/// Formats charts as Plotly figures, for front ends that render them, and as self-contained HTML. The first chart of a session includes the
/// script; later charts reuse the copy in the page.
/// </summary>
internal static class ChartFormatters
{
    /// <summary>
    /// A JavaScript function that takes an element and a layout and returns the layout that fits the element: margins as wide as the axis labels,
    /// and where the chart is wider than the element, the element's width with a title of several lines and the legend below.
    /// </summary>
    public const string Fit = """
        (place, layout) => {
          const style = getComputedStyle(place), room = place.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
          const fitted = { ...layout, xaxis: { ...layout?.xaxis, automargin: true }, yaxis: { ...layout?.yaxis, automargin: true } };
          if (!(room > 0 && layout?.width > room)) return fitted;
          const title = layout.title?.text, most = room / 9, lines = [];
          if (title && !title.includes("<")) for (const word of title.split(" ")) {
            if (lines.length > 0 && lines.at(-1).length + 1 + word.length <= most) lines.push(`${lines.pop()} ${word}`);
            else lines.push(word);
          }
          return {
            ...fitted, width: undefined, autosize: true, margin: { l: 50, r: 15, t: 45 + 18 * Math.max(1, lines.length), b: 60, ...layout.margin }, legend: { ...layout.legend, orientation: "h", y: -0.35 },
            ...(lines.length > 0 ? { title: { ...layout.title, text: lines.join("<br>"), font: { size: 14, ...layout.title.font } } } : {}),
          };
        }
        """;

    private static int drawn;

    public static void Register()
    {
        Formatters.Register<GenericChart>(Mime.Plotly, GenericChart.toFigureJson);
        Formatters.Register<GenericChart>(Mime.Html, chart => Html(GenericChart.toFigureJson(chart), Interlocked.Increment(ref drawn) == 1 ? PlotlyScript.Read() : null));
        Formatters.Register<GenericChart>(Mime.Text, chart => Text(GenericChart.toFigureJson(chart)));
    }

    /// <summary>HTML that draws <paramref name="figure"/>, preceded by <paramref name="script"/> if that is given.</summary>
    public static string Html(string figure, string? script)
    {
        var place = $"chart-{Guid.NewGuid():N}";
        return $$"""
            {{(script is null ? "" : $"<script>{InScript(script)}</script>")}}<div id="{{place}}">The script that draws charts is not in this page: run the notebook from its first chart on.</div>
            <script>
            (() => {
              const place = document.getElementById("{{place}}");
              const figure = {{InScript(figure)}}, fit = {{Fit}};
              const draw = patience => {
                if (window.Plotly) { place.replaceChildren(); window.Plotly.newPlot(place, figure.data, fit(place, figure.layout), { responsive: true }); }
                else if (patience > 0) setTimeout(() => draw(patience - 1), 200);
              };
              draw(50);
            })();
            </script>
            """;
    }

    /// <summary>
    /// Where a page draws <paramref name="figure"/> by <see cref="Drawing"/>; without scripts it shows the text alternative. The figure is in an attribute, so that
    /// neither a reader nor a search index takes it for text.
    /// </summary>
    public static RawHtml Place(string figure, string? text = null) =>
        new($"<div data-chart='{InAttribute(figure)}'>{Templates.Escape(text ?? Text(figure))}</div>");

    /// <summary>The scripts with which a page draws its charts: <paramref name="plotly"/> and <see cref="Drawing"/>; none if that is missing.</summary>
    public static IReadOnlyList<string> Scripts(string? plotly) => plotly is null ? [] : [InScript(plotly), Drawing];

    /// <summary>
    /// The script that draws each <see cref="Place"/> of a page, after plotly.js, in the page's colours <c>--card</c>, <c>--line</c> and <c>--ink</c>, and again when
    /// the page's theme changes.
    /// </summary>
    public static string Drawing => $$"""
        const fit = {{Fit}};
        const colour = name => getComputedStyle(document.body).getPropertyValue(`--${name}`).trim();
        const themed = layout => {
          const axes = Object.entries(layout).filter(([name]) => /^[xy]axis/.test(name)).map(([name, axis]) => [name, { gridcolor: colour("line"), zerolinecolor: colour("line"), ...axis }]);
          return { paper_bgcolor: colour("card"), plot_bgcolor: colour("card"), ...layout, ...Object.fromEntries(axes), font: { color: colour("ink"), ...layout.font } };
        };
        const places = [...document.querySelectorAll("[data-chart]")];
        const draw = () => places.forEach(place => {
          const figure = JSON.parse(place.dataset.chart);
          Plotly.react(place, figure.data, themed(fit(place, figure.layout)), { responsive: true, displaylogo: false, displayModeBar: place.clientWidth < 500 ? false : "hover" });
        });
        places.forEach(place => {
          place.setAttribute("role", "img");
          place.setAttribute("aria-label", place.textContent);
          place.replaceChildren();
        });
        draw();
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
        new MutationObserver(draw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
        """;

    private static string InAttribute(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");

    /// <summary>Escapes JSON or a script so that an HTML parser does not end the script element early.</summary>
    public static string InScript(string text) => text.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal);

    /// <summary>The chart's text alternative: its title and traces.</summary>
    private static string Text(string figure)
    {
        using var document = JsonDocument.Parse(figure);
        var root = document.RootElement;
        var title = root.GetProperty("layout").TryGetProperty("title", out var named) && named.ValueKind == JsonValueKind.Object && named.TryGetProperty("text", out var text) ? $" '{text.GetString()}'" : "";
        var traces = root.GetProperty("data").EnumerateArray().Select(trace =>
            trace.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? $"{trace.GetProperty("type").GetString()} '{name.GetString()}'" : trace.GetProperty("type").GetString());
        return $"chart{title}: {string.Join(", ", traces)}";
    }
}
