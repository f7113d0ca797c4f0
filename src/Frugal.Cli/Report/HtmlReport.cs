using System.Globalization;
using System.Text;
using Frugal.Charts;
using Frugal.Measuring;

namespace Frugal.Cli.Report;

/// <summary>The report of <c>frugal start</c>: one self-contained page in English and French that works offline and on a phone.</summary>
internal sealed class HtmlReport(MeasurementReport report, IReadOnlyList<ImagePredictions> images)
{
    private static readonly string[] Styles = ["first", "second", "third", "fourth"];

    /// <summary>Renders the page.</summary>
    public string Render()
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Append("<link rel=\"icon\" href=\"data:,\"><title>Frugal</title><style>").Append(Resource("report.css")).Append("</style></head><body>");
        Head(page);
        Cards(page);
        Charts(page);
        Images(page);
        page.Append(new FiguresTable(report).Render());
        Method(page);
        return page.Append("<script>").Append(Resource("report.js")).Append("</script></body></html>\n").ToString();
    }

    private ModelFigures Baseline => report.Models[0];

    /// <summary>The smallest model, which the headline describes.</summary>
    private ModelFigures Best => report.Models.MinBy(model => model.Bytes)!;

    private void Head(StringBuilder page)
    {
        page.Append("<header><span class=\"soft\">Frugal</span><span><button data-language=\"en\">English</button> <button data-language=\"fr\">Français</button></span></header>");
        page.Append("<h1>").Append(((Bilingual)("A trained model, made small and measured", "Un modèle entraîné, rendu petit et mesuré")).Html).Append("</h1>");
        Paragraph(page, "soft", Bilingual.Size(Baseline.Bytes) + (" in ", " en ") + Baseline.Format + (" became ", " deviennent ") + Bilingual.Size(Best.Bytes)
            + (" in ", " en ") + Best.Format + (". Every figure below was measured on this machine: ", ". Chaque chiffre ci-dessous a été mesuré sur cette machine : ")
            + report.Machine.Cpu + ($", {report.Machine.Cores} cores, ", $", {report.Machine.Cores} cœurs, ") + Bilingual.Size(report.Machine.RamBytes) + $" RAM, {report.Machine.Os}.");
        if (report.Dataset is { StandIn: true } data)
        {
            Paragraph(page, "warning", ($"The photos are not available. These figures are for images drawn by the program ({data.Name}) and a model trained on them.",
                $"Les photos n’ont pas pu être obtenues : ce sont des images dessinées par le programme ({data.Name}) et un modèle entraîné sur elles."));
        }

        if (report.Runtime.CpuShare is < 0.95 and var share)
        {
            Paragraph(page, "warning", ("Other programs used ", "D’autres programmes ont pris ") + Bilingual.Percent(1 - share)
                + (" of the processor: the latencies are too high, but their ratios remain valid.", " du processeur pendant ce temps : les millisecondes sont trop élevées, leurs rapports tiennent."));
        }
    }

    private void Cards(StringBuilder page)
    {
        if (Best.Versus is not { } versus)
        {
            return;
        }

        page.Append("<div class=\"cards\">");
        Card(Bilingual.Times(versus.Bytes), ("smaller on disk", "plus petit sur le disque"), model => model.Bytes, model => Bilingual.Size(model.Bytes));
        Card(Bilingual.Times(versus.Latency), ("faster (95% interval ", "plus rapide (intervalle à 95 % : ") + Bilingual.Number(versus.LatencyCi[0].ToString("F2", CultureInfo.InvariantCulture))
            + (" to ", " à ") + Bilingual.Number(versus.LatencyCi[1].ToString("F2", CultureInfo.InvariantCulture)) + ")",
            model => model.Latency.P50Ms, model => Bilingual.Number(new Milliseconds(model.Latency.P50Ms).ToString()));
        if (versus is { AccuracyPoints: { } points, Agreement: { } agreement })
        {
            Card(Bilingual.Number(points.ToString("+0.0;\u22120.0;0.0", CultureInfo.InvariantCulture)), ("points of accuracy; the same class as before on ", "points d’exactitude ; la même classe qu’avant sur ")
                + Bilingual.Percent(agreement) + (" of the images", " des images"), model => model.Accuracy ?? 0, model => Bilingual.Percent(model.Accuracy ?? 0));
        }

        page.Append("</div>");

        void Card(Bilingual figure, Bilingual what, Func<ModelFigures, double> length, Func<ModelFigures, Bilingual> text)
        {
            page.Append("<div class=\"card\"><strong>").Append(figure.Html).Append("</strong><span class=\"soft\">").Append(what.Html).Append("</span>");
            var longest = report.Models.Max(length);
            foreach (var (i, model) in report.Models.Index())
            {
                page.Append(CultureInfo.InvariantCulture, $"<div class=\"bar\"><span>{model.Format}</span><i class=\"{Styles[i % 4]}\" style=\"width:{100 * length(model) / longest:F1}%\"></i><b>{text(model).Html}</b></div>");
            }

            page.Append("</div>");
        }
    }

    private void Charts(StringBuilder page)
    {
        if (report.Dataset is not { } data || report.Models.Any(model => model.Accuracy is null))
        {
            return;
        }

        Title(page, ("Small, fast and accurate", "Petit, rapide et exact"));
        page.Append("<div class=\"charts\">");
        Chart(("Accuracy against size", "Exactitude selon la taille"), new AxisTitle(("en", "MB on disk"), ("fr", "Mo sur le disque")), model => model.Bytes / 1e6);
        Chart(("Accuracy against latency", "Exactitude selon la latence"), new AxisTitle(("en", "ms per image, median"), ("fr", "ms par image, médiane")), model => model.Latency.P50Ms);
        page.Append("</div>");

        void Chart(Bilingual title, AxisTitle x, Func<ModelFigures, double> value) => page.Append("<figure>").Append(new ScatterChart
        {
            Description = title.English,
            X = x,
            Y = new AxisTitle(("en", "accuracy, %"), ("fr", "exactitude, %")),
            LeastYSpan = 4,
            Points = [.. report.Models.Select((model, i) => new ChartPoint(model.Format, value(model), 100 * model.Accuracy!.Value, Styles[i % 4]))],
        }.ToSvg()).Append("<figcaption>").Append((title + ". " + DatasetLine(data)).Html).Append("</figcaption></figure>");
    }

    private static Bilingual DatasetLine(DatasetFigures data) =>
        ($"{data.Count} images of {data.Name} ({data.Split}){(data.StandIn ? ", a stand-in drawn by the program" : "")}",
         $"{data.Count} images de {data.Name} ({data.Split}){(data.StandIn ? ", un substitut dessiné par le programme" : "")}");

    private void Images(StringBuilder page)
    {
        if (images.Count == 0)
        {
            return;
        }

        Title(page, ("Predictions on three images", "Prédictions sur trois images"));
        page.Append("<div class=\"pictures\">");
        foreach (var image in images)
        {
            page.Append("<figure><img alt=\"").Append(image.TrueClass).Append("\" src=\"data:image/jpeg;base64,").Append(Convert.ToBase64String(image.Jpeg)).Append("\"><div>");
            page.Append(((Bilingual)("true class: ", "classe : ") + image.TrueClass).Html).Append("<ul>");
            foreach (var prediction in image.Predictions)
            {
                page.Append(CultureInfo.InvariantCulture, $"<li><span class=\"soft\">{prediction.Model}</span><span>{(prediction.Class == image.TrueClass ? "✓" : "✗")} {prediction.Class}</span><span>{Bilingual.Percent(prediction.Probability).Html}</span></li>");
            }

            page.Append("</ul></div></figure>");
        }

        page.Append("</div>");
    }

    private void Method(StringBuilder page)
    {
        var (latency, runtime) = (Baseline.Latency, report.Runtime);
        Title(page, ("How it was measured", "Comment c’est mesuré"));
        Paragraph(page, "", ($"Latency: {latency.Threads} {(latency.Threads == 1 ? "thread" : "threads")}{(runtime.Pinned ? ", pinned" : "")}, batch {latency.Batch}. After a warm-up the models run in turn, in {runtime.Rounds} rounds; "
            + "the speed-up is the median of the rounds’ ratios, with its 95% confidence interval between two order statistics.",
            $"Latence : {latency.Threads} {(latency.Threads == 1 ? "fil" : "fils")}{(runtime.Pinned ? ", processeurs fixés" : "")}, lot de {latency.Batch}. Après un échauffement les modèles tournent à tour de rôle pendant {runtime.Rounds} manches ; "
            + "le gain de vitesse est la médiane des rapports des manches, avec son intervalle de confiance à 95 % entre deux statistiques d’ordre."));
        Paragraph(page, "", ("Memory: the peak that the model adds to a fresh process, above the bare runtime’s ", "Mémoire : le pic que le modèle ajoute à un processus neuf, au-dessus des ") + Bilingual.Size(runtime.RamBaseline.AnonymousBytes)
            + (". Anonymous memory belongs to the process; file-backed pages can be read again from disk and cost less.", " du moteur seul. La mémoire anonyme est propre au modèle ; les pages de fichiers peuvent être relues et coûtent moins."));
        if (report.Dataset is { } data)
        {
            Paragraph(page, "", ("Accuracy: ", "Exactitude : ") + DatasetLine(data) + $", {data.Source}.");
        }

        Paragraph(page, "soft", $"Frugal {runtime.Frugal}, .NET {runtime.Dotnet}, ONNX Runtime {runtime.OnnxRuntime}. {report.Machine.Cpu}: {string.Join(' ', report.Machine.Flags)}.");
    }

    private static void Title(StringBuilder page, Bilingual text) => page.Append("<h2>").Append(text.Html).Append("</h2>");

    private static void Paragraph(StringBuilder page, string style, Bilingual text) =>
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"{style}\">{text.Html}</p>");

    /// <summary>Reads a file of this folder, embedded as a resource.</summary>
    internal static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
