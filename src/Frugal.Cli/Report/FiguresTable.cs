using Frugal.Measuring;
using Frugal.Reporting;

namespace Frugal.Cli.Report;

/// <summary>All figures of a report, one row per figure and one cell per model.</summary>
internal sealed class FiguresTable(MeasurementReport report)
{
    /// <summary>A row of the table.</summary>
    internal sealed record Row(Bilingual Name, IEnumerable<Cell> Cells);

    /// <summary>A model's figure, and how it compares with the baseline if that says something.</summary>
    internal sealed record Cell(Bilingual Text, Bilingual? Versus, string Style);

    /// <summary>The rows.</summary>
    public IEnumerable<Row> Rows()
    {
        yield return Of(("file", "fichier"), model => Bilingual.Size(model.Bytes), versus => (versus.Bytes, Bilingual.Times(versus.Bytes)));
        yield return Of(("parameters", "paramètres"), model => Bilingual.Number(Significant.Count(model.Parameters)));
        yield return Of("MACs", model => Bilingual.Number(Significant.Count(model.Macs)));
        yield return Of(("latency, median", "latence, médiane"), model => Bilingual.Time(model.Latency.P50Ms), versus => (versus.LatencyCi[0] <= 1 && versus.LatencyCi[1] >= 1 ? double.NaN : versus.Latency, Bilingual.Times(versus.Latency)));
        yield return Of(("latency, 95th", "latence, 95e"), model => Bilingual.Time(model.Latency.P95Ms));
        yield return Of(("latency, 99th", "latence, 99e"), model => Bilingual.Time(model.Latency.P99Ms));
        yield return Of(("images per second", "images par seconde"), model => Bilingual.Number(Significant.Three(model.Latency.PerSecond)));
        yield return Of(("RAM, anonymous", "RAM, anonyme"), model => Bilingual.Size(model.Ram.AnonymousBytes));
        yield return Of(("RAM, file-backed", "RAM, de fichiers"), model => Bilingual.Size(model.Ram.FileBytes));
        yield return Of(("load time", "chargement"), model => Bilingual.Time(model.LoadMs));
        if (report.Dataset is not null)
        {
            yield return Of(("accuracy", "exactitude"), model => model.Accuracy is { } accuracy ? Bilingual.Percent(accuracy) : "", versus => (double.NaN, Bilingual.Signed(versus.AccuracyPoints ?? 0) + " points"));
            yield return Of(("same class as fp32", "même classe que fp32"), model => model.Versus?.Agreement is { } agreement ? Bilingual.Percent(agreement) : "");
        }
    }

    private Row Of(Bilingual name, Func<ModelFigures, Bilingual> figure, Func<VersusFigures, (double Ratio, Bilingual Text)>? compare = null) =>
        new(name, report.Models.Select(model => Of(figure(model), model.Versus is null ? null : compare?.Invoke(model.Versus))));

    private static Cell Of(Bilingual figure, (double Ratio, Bilingual Text)? compared) =>
        new(figure, compared?.Text, compared?.Ratio switch { < 0.995 => "worse", > 1.005 => "better", _ => "soft" });
}
