using System.Globalization;
using Frugal.Measuring;
using Frugal.Reporting;

namespace Frugal.Cli.Report;

/// <summary>The report of <c>frugal start</c>: one self-contained page in English and French that works offline and on a phone.</summary>
internal sealed class HtmlReport(MeasurementReport report, IReadOnlyList<ImagePredictions> images, RecordedWay? way = null)
{
    private static readonly string[] Styles = ["first", "second", "third", "fourth"];

    /// <summary>A headline figure with one bar per model.</summary>
    internal sealed record Card(Bilingual Figure, Bilingual What, IEnumerable<Bar> Bars);

    /// <summary>A model's bar, as long as <paramref name="Percent"/> of the longest.</summary>
    internal sealed record Bar(string Name, string Style, string Percent, Bilingual Text);

    /// <summary>Reads the page's template, so that <see cref="Render"/> need not.</summary>
    public static void Prepare() => Templates.Parse(typeof(HtmlReport), "report.liquid");

    /// <summary>Renders the page.</summary>
    public string Render() => new Page
    {
        Title = Title.English,
        Body = Templates.Render("report.liquid", this),
        Style = Templates.Text(typeof(HtmlReport), "report.css"),
        Bilingual = true,
    }.Render();

    public Bilingual Title => ("A trained model, made small and measured", "Un modèle entraîné, rendu petit et mesuré");

    public Bilingual Opening => Bilingual.Size(Baseline.Bytes) + (" in ", " en ") + Baseline.Format + (" became ", " deviennent ") + Bilingual.Size(Best.Bytes)
        + (" in ", " en ") + Best.Format + (". Every figure below was measured on this machine: ", ". Chaque chiffre ci-dessous a été mesuré sur cette machine : ")
        + report.Machine.Cpu + ($", {report.Machine.Cores} cores, ", $", {report.Machine.Cores} cœurs, ") + Bilingual.Size(report.Machine.RamBytes) + $" RAM, {report.Machine.Os}.";

    public IEnumerable<Bilingual> Warnings
    {
        get
        {
            if (report.Dataset is { StandIn: true } data)
            {
                yield return ($"The photos are not available. These figures are for images drawn by the program ({data.Name}) and a model trained on them.",
                    $"Les photos n’ont pas pu être obtenues : ce sont des images dessinées par le programme ({data.Name}) et un modèle entraîné sur elles.");
            }

            if (report.Runtime.CpuShare is < 0.95 and var share)
            {
                yield return ("Other programs used ", "D’autres programmes ont pris ") + Bilingual.Percent(1 - share)
                    + (" of the processor: the latencies are too high, but their ratios remain valid.", " du processeur pendant ce temps : les millisecondes sont trop élevées, leurs rapports tiennent.");
            }
        }
    }

    public IEnumerable<Card> Cards
    {
        get
        {
            if (Best.Versus is not { } versus)
            {
                yield break;
            }

            yield return Of(Bilingual.Times(versus.Bytes), ("smaller on disk", "plus petit sur le disque"), model => model.Bytes, model => Bilingual.Size(model.Bytes));
            yield return Of(Bilingual.Times(versus.Latency), ("faster (95% interval ", "plus rapide (intervalle à 95 % : ") + Bilingual.Number(versus.LatencyCi[0].ToString("F2", CultureInfo.InvariantCulture))
                + (" to ", " à ") + Bilingual.Number(versus.LatencyCi[1].ToString("F2", CultureInfo.InvariantCulture)) + ")", model => model.Latency.P50Ms, model => Bilingual.Time(model.Latency.P50Ms));
            if (versus is { AccuracyPoints: { } points, Agreement: { } agreement })
            {
                yield return Of(Bilingual.Signed(points), ("points of accuracy; the same class as before on ", "points d’exactitude ; la même classe qu’avant sur ")
                    + Bilingual.Percent(agreement) + (" of the images", " des images"), model => model.Accuracy ?? 0, model => Bilingual.Percent(model.Accuracy ?? 0));
            }

            Card Of(Bilingual figure, Bilingual what, Func<ModelFigures, double> length, Func<ModelFigures, Bilingual> text) => new(figure, what, report.Models.Select((model, i) =>
                new Bar(model.Format, Styles[i % 4], (100 * length(model) / report.Models.Max(length)).ToString("F1", CultureInfo.InvariantCulture), text(model))));
        }
    }

    public IReadOnlyList<object> Charts
    {
        get
        {
            return report.Dataset is not { } data || report.Models.Any(model => model.Accuracy is null) ? [] :
            [
                Chart(("Accuracy against size", "Exactitude selon la taille"), new AxisTitle(("en", "MB on disk"), ("fr", "Mo sur le disque")), model => model.Bytes / 1e6),
                Chart(("Accuracy against latency", "Exactitude selon la latence"), new AxisTitle(("en", "ms per image, median"), ("fr", "ms par image, médiane")), model => model.Latency.P50Ms),
            ];

            object Chart(Bilingual title, AxisTitle x, Func<ModelFigures, double> value) => new
            {
                Caption = title + ". " + Source(data),
                Svg = new RawHtml(new ScatterChart
                {
                    Description = title.English,
                    X = x,
                    Y = new AxisTitle(("en", "accuracy, %"), ("fr", "exactitude, %")),
                    LeastYSpan = 4,
                    Points = [.. report.Models.Select((model, i) => new ChartPoint(model.Format, value(model), 100 * model.Accuracy!.Value, Styles[i % 4]))],
                }.ToSvg()),
            };
        }
    }

    public IReadOnlyList<ImagePredictions> Images => images;

    /// <summary>The recorded way from 64 MB to the smallest model; null if it is not known.</summary>
    public RecordedWay? Way => way;

    public IEnumerable<string> Formats => report.Models.Select(model => model.Format);

    public IEnumerable<FiguresTable.Row> Rows => new FiguresTable(report).Rows();

    public IEnumerable<Bilingual> Method
    {
        get
        {
            var (latency, runtime) = (Baseline.Latency, report.Runtime);
            yield return ($"Latency: {latency.Threads} {(latency.Threads == 1 ? "thread" : "threads")}{(runtime.Pinned ? ", pinned" : "")}, batch {latency.Batch}. After a warm-up the models run in turn, in {runtime.Rounds} rounds; "
                + "the speed-up is the median of the rounds’ ratios, with its 95% confidence interval between two order statistics.",
                $"Latence : {latency.Threads} {(latency.Threads == 1 ? "fil" : "fils")}{(runtime.Pinned ? ", processeurs fixés" : "")}, lot de {latency.Batch}. Après un échauffement les modèles tournent à tour de rôle pendant {runtime.Rounds} manches ; "
                + "le gain de vitesse est la médiane des rapports des manches, avec son intervalle de confiance à 95 % entre deux statistiques d’ordre.");
            yield return ("Memory: the peak that the model adds to a fresh process, above the bare runtime’s ", "Mémoire : le pic que le modèle ajoute à un processus neuf, au-dessus des ") + Bilingual.Size(runtime.RamBaseline.AnonymousBytes)
                + (". Anonymous memory belongs to the process; file-backed pages can be read again from disk and cost less.", " du moteur seul. La mémoire anonyme est propre au modèle ; les pages de fichiers peuvent être relues et coûtent moins.");
            if (report.Dataset is { } data)
            {
                yield return ("Accuracy: ", "Exactitude : ") + Source(data) + $", {data.Source}.";
            }
        }
    }

    public string Versions => $"Frugal {report.Runtime.Frugal}, .NET {report.Runtime.Dotnet}, ONNX Runtime {report.Runtime.OnnxRuntime}. {report.Machine.Cpu}: {string.Join(' ', report.Machine.Flags)}.";

    private ModelFigures Baseline => report.Models[0];

    /// <summary>The smallest model, which the headline describes.</summary>
    private ModelFigures Best => report.Models.MinBy(model => model.Bytes)!;

    private static Bilingual Source(DatasetFigures data) =>
        ($"{data.Count} images of {data.Name} ({data.Split}){(data.StandIn ? ", a stand-in drawn by the program" : "")}",
         $"{data.Count} images de {data.Name} ({data.Split}){(data.StandIn ? ", un substitut dessiné par le programme" : "")}");
}
