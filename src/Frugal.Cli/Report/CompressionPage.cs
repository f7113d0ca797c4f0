using System.Globalization;
using Frugal.Charts;
using Frugal.Charts.Formatting;
using Frugal.Cli.Rendering;
using Frugal.Compression;
using Frugal.Measuring;
using Frugal.Reporting;
using Plotly.NET;

namespace Frugal.Cli.Report;

/// <summary>The report of <c>frugal compress</c>: one self-contained page in English and French.</summary>
/// <param name="report">The results of the compression.</param>
/// <param name="script">The script that draws charts; if null, the page says that it is missing.</param>
internal sealed class CompressionPage(CompressionReport report, string? script)
{
    private static readonly IReadOnlyDictionary<string, string> French = new Dictionary<string, string>
    {
        ["best"] = "le meilleur", ["nearest"] = "le plus proche", ["front"] = "front", ["loses too much"] = "perd trop", ["over budget"] = "hors budget",
    };

    /// <summary>Renders the page.</summary>
    public string Render() => new Page
    {
        Title = Title.English,
        Body = Templates.Render("compression.liquid", this),
        Style = Templates.Text(typeof(CompressionPage), "report.css"),
        Bilingual = true,
        InlineStyles = true,
        Scripts = ChartFormatters.Scripts(script),
    }.Render();

    public Bilingual Title => (Bilingual)report.Name + (" made small, and measured", " rendu petit, et mesuré");

    public Bilingual Asked => ("Budget: ", "Budget : ") + Budget + (", accuracy loss at most ", ", au plus ") + Bilingual.Number(report.Drop.ToString("0.0#", CultureInfo.InvariantCulture))
        + (" points.", $" point{(report.Drop >= 2 ? "s" : "")} d’exactitude en moins.");

    public bool Met => report.Met;

    public Bilingual Result
    {
        get
        {
            var (original, best) = (report.Candidates[0].Figures, report.Best.Figures);
            Bilingual opening = report.Met ? ("Best: ", "Le meilleur : ") : ("The budget is not met. Nearest: ", "Le budget n’est pas tenu. Le plus proche : ");
            return opening + report.Best.Recipe.Name + ", " + Bilingual.Size(best.Bytes) + (" instead of ", " au lieu de ") + Bilingual.Size(original.Bytes)
                + ", " + Bilingual.Time(best.Latency.P50Ms) + (" instead of ", " au lieu de ") + Bilingual.Time(original.Latency.P50Ms)
                + ", " + Bilingual.Percent(best.Accuracy ?? 0) + (" accuracy instead of ", " de réponses justes au lieu de ") + Bilingual.Percent(original.Accuracy ?? 0) + ".";
        }
    }

    /// <summary>The stand-in's name if the photos could not be had.</summary>
    public string? StandIn => report.Measured.Dataset is { StandIn: true } data ? data.Name : null;

    public IEnumerable<RawHtml> Charts
    {
        get
        {
            var kept = report.Candidates.Where(candidate => candidate.WithinDrop && candidate.Figures.Accuracy is not null).ToList();
            return kept.Count == 0 ? [] : [Chart("size (KB)", figures => figures.Bytes / 1e3), Chart("latency (ms)", figures => figures.Latency.P50Ms), Chart("RAM (MB)", figures => figures.Ram.AnonymousBytes / 1e6)];

            RawHtml Chart(string cost, Func<ModelFigures, double> value) => ChartFormatters.Place(GenericChart.toFigureJson(new ParetoChart
            {
                CostName = cost,
                Models = [.. kept.Select(candidate => new CostedModel(candidate.Recipe.Name, value(candidate.Figures), 100 * candidate.Figures.Accuracy!.Value))],
            }.Draw()));
        }
    }

    public IReadOnlyList<Bilingual> Columns => [("accuracy", "exactitude"), "points", ("file", "fichier"), ("latency", "latence"), ("faster", "plus rapide"), "RAM", "MACs", ""];

    public IEnumerable<object> Rows => report.Candidates.OrderByDescending(candidate => candidate.Figures.Bytes).Select(candidate => new { candidate.Recipe.Name, Cells = Cells(candidate) });

    public IReadOnlyList<string> Skipped => [.. report.Skipped.Select(skipped => $"{skipped.Recipe.Name}: {skipped.Reason}.")];

    public IEnumerable<string> Notes => new MeasurementTable(report.Measured).Notes().Append($"{report.Measured.Machine}, Frugal {report.Measured.Runtime.Frugal}");

    private Bilingual Budget => report.Budget.ToString() is var text && text == "no limit" ? ("no limit", "aucune limite") : text;

    private Bilingual[] Cells(CompressionCandidate candidate)
    {
        var figures = candidate.Figures;
        return
        [
            figures.Accuracy is { } accuracy ? Bilingual.Percent(accuracy) : "",
            figures.Versus is null ? "" : Bilingual.Signed(-candidate.DropPoints),
            Bilingual.Size(figures.Bytes),
            Bilingual.Time(figures.Latency.P50Ms),
            figures.Versus is { } versus ? Bilingual.Times(versus.Latency) : "",
            Bilingual.Size(figures.Ram.AnonymousBytes),
            Bilingual.Number(Significant.Count(figures.Macs)),
            new(CompressionTable.Verdict(report, candidate), CompressionTable.Verdict(report, candidate, French)),
        ];
    }
}
