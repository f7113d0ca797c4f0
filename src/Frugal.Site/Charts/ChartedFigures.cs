using System.Text.Json;
using Frugal.Site.Checks.Figures;
using Frugal.Site.Diagrams;
using static Frugal.Site.Checks.Figures.CommittedResult;

namespace Frugal.Site.Charts;

/// <summary>The tables of a page that have charts.</summary>
/// <param name="names">Their names.</param>
internal sealed class ChartedFigures(IReadOnlyList<string> names)
{
    /// <summary>Those of a page.</summary>
    public static ChartedFigures On(string page) => new(
    [
        .. SiteTables.Block().Matches(page).Select(block => ChartMarks.IsCharted(block.Groups["name"].Value, out var figures) ? figures : null).OfType<string>(),
    ]);

    /// <summary>The chart of one table.</summary>
    /// <param name="figures">The table's name.</param>
    /// <param name="result">The result of which it is.</param>
    /// <exception cref="FrugalException">These figures have no chart.</exception>
    public Diagram Chart(string figures, CommittedResult result) => figures.Split(' ')[0] switch
    {
        "start" => new BarChart("start", result, new("Three formats of one network", "Trois formats d'un même réseau"), Formats),
        "sparsity" => new BarChart("sparsity", result, new("Masked weights and removed channels", "Poids masqués et canaux retirés"), Networks),
        "clothing-api" => new BarChart("clothing-api", result, new("Two servers", "Deux serveurs"), Servers),
        "tweet-pipeline" => new BarChart("tweet-pipeline", result, new("2,634 tweets, before and after", "2 634 tweets, avant et après"), Pipelines),
        "compression" => new SizeAccuracyChart(result, Forms(figures, result), [.. names.Where(name => name.StartsWith("compression ", StringComparison.Ordinal)).SelectMany(name => Forms(name, result))]),
        _ => throw new FrugalException($"Unknown charts: {figures}. Known: start, sparsity, clothing-api, tweet-pipeline, compression SECTIONS: ROWS."),
    };

    private static IReadOnlyList<BarGroup> Formats(JsonElement root, FigureLanguage l) =>
    [
        Group(l["file"], Models(root), Format, model => Value(model, "bytes") / 1e6, "0.00", l["MB"], l),
        Group(l["one picture, one thread"], Models(root), Format, model => Value(model, "latency", "p50_ms"), "0.000", "ms", l),
    ];

    private static IReadOnlyList<BarGroup> Networks(JsonElement root, FigureLanguage l)
    {
        JsonElement[] rows = [.. root.GetProperty("sparsity").EnumerateArray()];
        string Network(JsonElement row) => l[row.GetProperty("network").GetString()!];
        return
        [
            Group($"{l["file"]}, {l["Deep Compression"]}", rows, Network, row => Value(row, "deep_compression_bytes") / 1e3, "0", l["KB"], l),
            Group(l["one picture"], rows, Network, row => Value(row, "median_ms"), "0.000", "ms", l),
        ];
    }

    private static IReadOnlyList<BarGroup> Servers(JsonElement root, FigureLanguage l)
    {
        string[] servers = ["clothing_api", "flask"];
        JsonElement Server(string name) => root.GetProperty("against_flask").GetProperty(name);
        string Named(string name) => l[name == "flask" ? "Flask and PyTorch (float32)" : "clothing-api (int8)"];
        return
        [
            Group(l["predictions per second"], servers, Named, name => Value(Server(name), "per_second", "median"), "#,##0", "", l) with { MostIsBest = true },
            Group(l["processor time per prediction"], servers, Named, name => Value(Server(name), "server_ms_per_prediction"), "0.00", "ms", l),
        ];
    }

    private static IReadOnlyList<BarGroup> Pipelines(JsonElement root, FigureLanguage l)
    {
        TweetRun[] runs = [.. TweetTables.Comparable(root)];
        return
        [
            Group(l["seconds for 2,634 tweets"], runs, run => run.Label(l), run => run.Seconds, "0.0", "s", l),
            Group(l["peak memory"], runs.Where(run => run.Megabytes is not null), run => run.Label(l), run => run.Megabytes!.Value, "0", l["MB"], l),
        ];
    }

    private static IEnumerable<JsonElement> Models(JsonElement root) => root.GetProperty("models").EnumerateArray();

    private static string Format(JsonElement model) => model.GetProperty("format").GetString()!;

    private static BarGroup Group<T>(string heading, IEnumerable<T> rows, Func<T, string> label, Func<T, double> value, string format, string unit, FigureLanguage l) =>
        new(heading, [.. rows.Select(row => new Bar(label(row), value(row), $"{l.Number(value(row), format)}{(unit == "" ? "" : $"\u00A0{unit}")}"))]);

    private static IReadOnlyList<Form> Forms(string figures, CommittedResult result) =>
    [
        .. CompressionRows.Parse(figures.Split(' ', 2)[^1]).In(result).Index().Select(row => new Form(
            row.Index + 1,
            row.Item.GetProperty("name").GetString()!,
            Value(row.Item, "bytes"),
            row.Item.GetProperty("accuracy") is { ValueKind: JsonValueKind.Number } accuracy ? accuracy.GetDouble() : null)),
    ];
}
