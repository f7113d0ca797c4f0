using System.Globalization;
using System.Text;
using Frugal.Charts;
using Frugal.Cli.Rendering;
using Frugal.Compression;
using Frugal.Measuring;
using Frugal.Charts.Formatting;
using Plotly.NET;

namespace Frugal.Cli.Report;

/// <summary>The report of <c>frugal compress</c>: one self-contained page in English and French.</summary>
/// <param name="report">The results of the compression.</param>
/// <param name="script">The script that draws charts; if null, the page says that it is missing.</param>
internal sealed class CompressionPage(CompressionReport report, string? script)
{
    private readonly StringBuilder page = new();
    private bool scriptGiven;

    /// <summary>Renders the page.</summary>
    public string Render()
    {
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Append("<link rel=\"icon\" href=\"data:,\"><title>Frugal</title><style>").Append(HtmlReport.Resource("report.css")).Append("</style></head><body>");
        Head();
        Charts();
        Table();
        Skipped();
        Method();
        return page.Append("<script>").Append(HtmlReport.Resource("report.js")).Append("</script></body></html>\n").ToString();
    }

    private void Head()
    {
        var (original, best) = (report.Candidates[0].Figures, report.Best.Figures);
        page.Append("<header><span class=\"soft\">Frugal</span><span><button data-language=\"en\">English</button> <button data-language=\"fr\">Français</button></span></header>");
        page.Append("<h1>").Append(((Bilingual)report.Name + (" made small, and measured", " rendu petit, et mesuré")).Html).Append("</h1>");
        Paragraph("soft", ("Asked for: ", "Demandé : ") + Budget() + (", at most ", ", au plus ") + Bilingual.Number(report.Drop.ToString("0.0#", CultureInfo.InvariantCulture)) + (" points of accuracy lost.", $" point{(report.Drop >= 2 ? "s" : "")} d’exactitude en moins."));
        Bilingual opening = report.Met ? ("Best: ", "Le meilleur : ") : ("The budget is not met. Nearest: ", "Le budget n’est pas tenu. Le plus proche : ");
        Paragraph(report.Met ? "" : "warning", opening
            + report.Best.Recipe.Name + ", " + Bilingual.Size(best.Bytes) + (" instead of ", " au lieu de ") + Bilingual.Size(original.Bytes) + ", "
            + Bilingual.Number(new Milliseconds(best.Latency.P50Ms).ToString()) + (" instead of ", " au lieu de ") + Bilingual.Number(new Milliseconds(original.Latency.P50Ms).ToString()) + ", "
            + Bilingual.Percent(best.Accuracy ?? 0) + (" right instead of ", " de réponses justes au lieu de ") + Bilingual.Percent(original.Accuracy ?? 0) + ".");
        if (report.Measured.Dataset is { StandIn: true } data)
        {
            Paragraph("warning", ($"The photos could not be had: these are pictures drawn by the program ({data.Name}).", $"Les photos n’ont pas pu être obtenues : ce sont des images dessinées par le programme ({data.Name})."));
        }
    }

    private void Charts()
    {
        var kept = report.Candidates.Where(candidate => candidate.WithinDrop && candidate.Figures.Accuracy is not null).ToList();
        Title(("What is kept, and what it costs", "Ce qui est gardé, et ce que cela coûte"));
        Paragraph("soft", ("Blue: no other model that was kept is both cheaper and more accurate (Pareto front).", "En bleu : aucun autre modèle gardé n’est à la fois moins coûteux et plus exact (front de Pareto)."));
        Chart("size (KB)", figures => figures.Bytes / 1e3);
        Chart("latency (ms)", figures => figures.Latency.P50Ms);
        Chart("RAM (MB)", figures => figures.Ram.AnonymousBytes / 1e6);

        void Chart(string cost, Func<ModelFigures, double> value)
        {
            if (kept.Count == 0)
            {
                return;
            }

            var chart = new ParetoChart { CostName = cost, Models = [.. kept.Select(candidate => new CostedModel(candidate.Recipe.Name, value(candidate.Figures), 100 * candidate.Figures.Accuracy!.Value))] };
            page.Append("<figure>").Append(ChartFormatters.Html(GenericChart.toFigureJson(chart.Draw()), scriptGiven ? null : script)).Append("</figure>");
            scriptGiven = true;
        }
    }

    private void Table()
    {
        Title(("All that was made", "Tout ce qui a été fait"));
        page.Append("<div class=\"scroll\"><table><thead><tr>");
        foreach (var name in (Bilingual[])["", ("accuracy", "exactitude"), "points", ("file", "fichier"), ("latency", "latence"), ("faster", "plus rapide"), "RAM", "MACs", ""])
        {
            page.Append("<th>").Append(name.Html).Append("</th>");
        }

        page.Append("</tr></thead><tbody>");
        foreach (var candidate in report.Candidates.OrderByDescending(candidate => candidate.Figures.Bytes))
        {
            Row(candidate);
        }

        page.Append("</tbody></table></div>");
    }

    private void Row(CompressionCandidate candidate)
    {
        var figures = candidate.Figures;
        page.Append("<tr><th>").Append(Bilingual.Escape(candidate.Recipe.Name)).Append("</th>");
        Cell(figures.Accuracy is { } accuracy ? Bilingual.Percent(accuracy) : "");
        Cell(figures.Versus is null ? "" : Points(-candidate.DropPoints));
        Cell(Bilingual.Size(figures.Bytes));
        Cell(Bilingual.Number(new Milliseconds(figures.Latency.P50Ms).ToString()));
        Cell(figures.Versus is { } versus ? Bilingual.Times(versus.Latency) : "");
        Cell(Bilingual.Size(figures.Ram.AnonymousBytes));
        Cell(Bilingual.Number(Significant.Count(figures.Macs)));
        Cell(new Bilingual(CompressionTable.Verdict(report, candidate), CompressionTable.Verdict(report, candidate, French)));
        page.Append("</tr>");

        void Cell(Bilingual text) => page.Append("<td>").Append(text.Html).Append("</td>");
    }

    private static readonly IReadOnlyDictionary<string, string> French = new Dictionary<string, string>
    {
        ["best"] = "le meilleur", ["nearest"] = "le plus proche", ["front"] = "front", ["loses too much"] = "perd trop", ["over budget"] = "hors budget",
    };

    private void Skipped()
    {
        if (report.Skipped.Count == 0)
        {
            return;
        }

        Title(("What was not made", "Ce qui n’a pas été fait"));
        page.Append("<ul>");
        foreach (var skipped in report.Skipped)
        {
            page.Append("<li>").Append(Bilingual.Escape($"{skipped.Recipe.Name}: {skipped.Reason}.")).Append("</li>");
        }

        page.Append("</ul>");
    }

    private void Method()
    {
        Title(("How it was measured", "Comment c’est mesuré"));
        foreach (var note in new MeasurementTable(report.Measured).Notes().Append($"{report.Measured.Machine}, Frugal {report.Measured.Runtime.Frugal}"))
        {
            Paragraph("soft", note);
        }
    }

    private Bilingual Budget() => report.Budget.ToString() is var text && text == "no limit" ? ("no limit", "aucune limite") : text;

    private static Bilingual Points(double points) => Bilingual.Number(points.ToString("+0.0;\u22120.0;0.0", CultureInfo.InvariantCulture));

    private void Title(Bilingual text) => page.Append("<h2>").Append(text.Html).Append("</h2>");

    private void Paragraph(string style, Bilingual text) => page.Append(CultureInfo.InvariantCulture, $"<p class=\"{style}\">{text.Html}</p>");
}
