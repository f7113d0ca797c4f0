using System.Globalization;
using System.Text;
using Frugal.Charts;
using Frugal.Measuring;

namespace Frugal.Cli.Report;

/// <summary>All figures of a report as an HTML table, one column per model.</summary>
internal sealed class FiguresTable(MeasurementReport report)
{
    private readonly StringBuilder table = new();

    /// <summary>Renders the table with its title.</summary>
    public string Render()
    {
        table.Append("<h2>").Append(((Bilingual)("All figures", "Tous les chiffres")).Html).Append("</h2><div class=\"scroll\"><table><thead><tr><th></th>");
        foreach (var model in report.Models)
        {
            table.Append("<th>").Append(Bilingual.Escape(model.Format)).Append("</th>");
        }

        table.Append("</tr></thead><tbody>");
        Row(("file", "fichier"), model => Bilingual.Size(model.Bytes), versus => (versus.Bytes, Bilingual.Times(versus.Bytes)));
        Row(("parameters", "paramètres"), model => Bilingual.Number(Significant.Count(model.Parameters)));
        Row("MACs", model => Bilingual.Number(Significant.Count(model.Macs)));
        Row(("latency, median", "latence, médiane"), model => Bilingual.Number(new Milliseconds(model.Latency.P50Ms).ToString()), versus => (versus.LatencyCi[0] <= 1 && versus.LatencyCi[1] >= 1 ? double.NaN : versus.Latency, Bilingual.Times(versus.Latency)));
        Row(("latency, 95th", "latence, 95e"), model => Bilingual.Number(new Milliseconds(model.Latency.P95Ms).ToString()));
        Row(("latency, 99th", "latence, 99e"), model => Bilingual.Number(new Milliseconds(model.Latency.P99Ms).ToString()));
        Row(("images per second", "images par seconde"), model => Bilingual.Number(Significant.Three(model.Latency.PerSecond)));
        Row(("RAM, anonymous", "RAM, anonyme"), model => Bilingual.Size(model.Ram.AnonymousBytes));
        Row(("RAM, file-backed", "RAM, de fichiers"), model => Bilingual.Size(model.Ram.FileBytes));
        Row(("load time", "chargement"), model => Bilingual.Number(new Milliseconds(model.LoadMs).ToString()));
        if (report.Dataset is not null)
        {
            Row(("accuracy", "exactitude"), model => model.Accuracy is { } accuracy ? Bilingual.Percent(accuracy) : "",
                versus => (double.NaN, Bilingual.Number((versus.AccuracyPoints ?? 0).ToString("+0.0;\u22120.0;0.0", CultureInfo.InvariantCulture)) + " points"));
            Row(("same class as fp32", "même classe que fp32"), model => model.Versus?.Agreement is { } agreement ? Bilingual.Percent(agreement) : "");
        }

        return table.Append("</tbody></table></div>").ToString();
    }

    private void Row(Bilingual name, Func<ModelFigures, Bilingual> figure, Func<VersusFigures, (double Ratio, Bilingual Text)>? compare = null)
    {
        table.Append("<tr><th>").Append(name.Html).Append("</th>");
        foreach (var model in report.Models)
        {
            table.Append("<td>").Append(figure(model).Html);
            if (compare is not null && model.Versus is { } versus)
            {
                var (ratio, text) = compare(versus);
                table.Append(CultureInfo.InvariantCulture, $"<small class=\"{(ratio < 0.995 ? "worse" : ratio > 1.005 ? "better" : "soft")}\">{text.Html}</small>");
            }

            table.Append("</td>");
        }

        table.Append("</tr>");
    }
}
