using System.Text.Json;

namespace Frugal.Site.Checks.Figures;

/// <summary>The tables of the site's pages, made from the committed results in <c>bench/results</c>; each names its machine and its file.</summary>
/// <param name="repository">The repository.</param>
internal sealed class SiteFigures(string repository)
{
    /// <summary>Results that were measured before the models' version 2; whoever measures one of them again takes it off this list.</summary>
    private static readonly string[] EarlierWeights = ["compression-amd-epyc-avx512-vnni.json", "start-amd-epyc-avx2.json", "weights-amd-epyc-avx2.json"];

    /// <summary>The text between a page's <c>figures:begin NAME</c> and <c>figures:end</c>.</summary>
    /// <exception cref="FrugalException">There are no figures of that name.</exception>
    public string Block(string name, FigureLanguage language) => name.Split(' ')[0] switch
    {
        "start" => Each("start", root => Table(Starts(root, language)), language),
        "speed" => Speed(language),
        "weights" => Each("weights", root => Table(Weights(root, language)), language),
        "gradings" => Each("gradings", root => Table(Gradings(root, language)), language),
        "sparsity" => Each("sparsity", root => Table(Sparsity(root, language)), language),
        "clothing-api" => Each("clothing-api", root => Table(Server(root, language)), language),
        "compression" => Each("compression", root => Table(Compression(root, name.Split(' ', 2)[^1], language)), language),
        _ => throw new FrugalException($"Unknown figures: {name}. Known: start, speed, weights, gradings, sparsity, clothing-api, compression SECTIONS: ROWS."),
    };

    private string Each(string kind, Func<JsonElement, string> table, FigureLanguage language) =>
        string.Join("\n\n", Results(kind).Select(result => $"{Caption(result, language)}\n\n{table(result.Root)}"));

    private IEnumerable<(string File, JsonElement Root)> Results(string kind)
    {
        foreach (var path in Directory.GetFiles(Path.Combine(repository, "bench", "results"), $"{kind}-*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            yield return (Path.GetFileName(path), document.RootElement.Clone());
        }
    }

    private static string Caption((string File, JsonElement Root) result, FigureLanguage language)
    {
        var machine = Machine(result.Root);
        string?[] parts =
        [
            Processor(result, language),
            $"{machine.GetProperty("cores")}\u00A0{language["cores"]}",
            Find(result.Root, "onnx_runtime") is { } engine ? $"ONNX Runtime\u00A0{engine.GetString()}" : null,
            Find(result.Root, "count") is { } photos ? $"{photos}\u00A0{language["photos"]}" : null,
            EarlierWeights.Contains(result.File) ? language["weights of version 1"] : null,
        ];
        return $"{string.Join(", ", parts.Where(part => part is not null))} (`bench/results/{result.File}`){language[": "].TrimEnd()}";
    }

    /// <summary>The processor and its instruction set, which the file's name gives in every result.</summary>
    private static string Processor((string File, JsonElement Root) result, FigureLanguage language)
    {
        var set = Path.GetFileNameWithoutExtension(result.File) switch
        {
            var name when name.EndsWith("-avx512-vnni", StringComparison.Ordinal) => "AVX-512 VNNI",
            var name when name.EndsWith("-avx2", StringComparison.Ordinal) => "AVX2 without VNNI",
            var name => throw new InvalidDataException($"{name}.json: SiteFigures has no words for this instruction set. Add them."),
        };
        return $"{Machine(result.Root).GetProperty("cpu").GetString()}, {language[set]}";
    }

    private static JsonElement Machine(JsonElement root) => Find(root, "machine") ?? throw new InvalidDataException("A result names no machine.");

    /// <summary>The first property of that name, the outermost before the inner ones.</summary>
    private static JsonElement? Find(JsonElement element, string name)
    {
        IEnumerable<JsonElement> inner = element.ValueKind switch
        {
            JsonValueKind.Object when element.TryGetProperty(name, out var found) => [found],
            JsonValueKind.Object => element.EnumerateObject().Select(property => Find(property.Value, name)).OfType<JsonElement>(),
            JsonValueKind.Array => element.EnumerateArray().Select(item => Find(item, name)).OfType<JsonElement>(),
            _ => [],
        };
        return inner.Cast<JsonElement?>().FirstOrDefault();
    }

    private static string Table(IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        return string.Join('\n', all.Take(1).Append(all[0].Select((_, i) => i == 0 ? "---" : "--:")).Concat(all.Skip(1)).Select((row, i) => i == 1 ? $"|{string.Join('|', row)}|" : $"| {string.Join(" | ", row)} |"));
    }

    private static IEnumerable<string[]> Starts(JsonElement root, FigureLanguage l)
    {
        var models = root.GetProperty("models").EnumerateArray().ToArray();
        yield return [l["figure"], .. models.Select(model => model.GetProperty("format").GetString()!)];
        yield return [l["file"], .. models.Select(m => $"{l.Number(Value(m, "bytes") / 1e6, "0.00")}\u00A0{l["MB"]}")];
        yield return [l["times smaller"], .. models.Select(m => Versus(m, "bytes", l))];
        yield return [l["one picture, one thread"], .. models.Select(m => $"{l.Number(Value(m, "latency", "p50_ms"), "0.000")}\u00A0ms")];
        yield return [l["times faster (95% interval)"], .. models.Select(m => Interval(m, l))];
        yield return [l["memory of its own"], .. models.Select(m => $"{l.Number(Value(m, "ram", "anonymous_bytes") / 1e6, "0.0")}\u00A0{l["MB"]}")];
        yield return [l["right on validation photos"], .. models.Select(m => l.Percent(Value(m, "accuracy")))];
    }

    private string Speed(FigureLanguage l)
    {
        var rows = new List<string[]> { new[] { l["processor"], l["time fp32"], l["time int8"], l["times faster (95% interval)"], l["times smaller"] } };
        foreach (var result in Results("start"))
        {
            var models = result.Root.GetProperty("models").EnumerateArray().ToDictionary(model => model.GetProperty("format").GetString()!);
            rows.Add([Processor(result, l), .. new[] { "fp32", "int8" }.Select(format => $"{l.Number(Value(models[format], "latency", "p50_ms"), "0.000")}\u00A0ms"), Interval(models["int8"], l), Versus(models["int8"], "bytes", l)]);
        }

        return Table(rows);
    }

    private static IEnumerable<string[]> Weights(JsonElement root, FigureLanguage l)
    {
        yield return [l["network"], l["weights"], l["layers that can saturate"], l["accuracy"], l["agreement with float32"]];
        foreach (var model in root.GetProperty("weights").GetProperty("models").EnumerateArray())
        {
            foreach (var form in model.GetProperty("forms").EnumerateArray())
            {
                yield return
                [
                    model.GetProperty("name").GetString()!,
                    $"`{form.GetProperty("weights").GetString()!.ToLowerInvariant()}`",
                    form.GetProperty("layers_that_can_saturate").ToString(),
                    l.Percent(Value(form, "on_this_processor", "accuracy")),
                    l.Percent(Value(form, "on_this_processor", "agreement")),
                ];
            }
        }
    }

    private static IEnumerable<string[]> Gradings(JsonElement root, FigureLanguage l)
    {
        yield return [l["what was graded"], l["gradings"], l["wrong"], l["not settled"], l["measured again"]];
        foreach (var (name, words) in new[] { ("solution", "sound solution"), ("too_slow", "half left in float32") })
        {
            var counts = root.GetProperty("gradings").GetProperty(name);
            yield return [l[words], .. new[] { "gradings", "wrong", "inconclusive", "measured_again" }.Select(count => counts.GetProperty(count).ToString())];
        }
    }

    private static IEnumerable<string[]> Sparsity(JsonElement root, FigureLanguage l)
    {
        yield return [l["network"], l["M MACs"], l["ONNX file"], l["Deep Compression"], l["ms"], l["times faster (95% interval)"]];
        foreach (var row in root.GetProperty("sparsity").EnumerateArray())
        {
            var faster = row.GetProperty("speed_up_over_dense");
            yield return
            [
                l[row.GetProperty("network").GetString()!],
                l.Number(Value(row, "macs") / 1e6, "0.0"),
                $"{l.Number(Value(row, "onnx_bytes") / 1e3, "0")}\u00A0{l["KB"]}",
                $"{l.Number(Value(row, "deep_compression_bytes") / 1e3, "0")}\u00A0{l["KB"]}",
                l.Number(Value(row, "median_ms"), "0.000"),
                Range(Value(faster, "median"), Value(faster, "low"), Value(faster, "high"), l),
            ];
        }
    }

    private static IEnumerable<string[]> Server(JsonElement root, FigureLanguage l)
    {
        var ours = root.GetProperty("against_flask").GetProperty("clothing_api");
        var flask = root.GetProperty("against_flask").GetProperty("flask");
        var ratio = root.GetProperty("against_flask").GetProperty("ratio");
        JsonElement[] both = [ours, flask];
        yield return [l["figure"], l["clothing-api (int8)"], l["Flask and PyTorch (float32)"]];
        yield return [l["predictions per second"], .. both.Select(server => l.Number(Value(server, "per_second", "median"), "#,##0"))];
        yield return [l["throughput, ratio of the rounds"], Range(Value(ratio, "median"), Value(ratio, "low"), Value(ratio, "high"), l), ""];
        yield return [l["median latency, 32 clients"], .. both.Select(server => $"{l.Number(Value(server, "p50_ms"), "0.0")}\u00A0ms")];
        yield return [l["99th percentile"], .. both.Select(server => $"{l.Number(Value(server, "p99_ms"), "0.0")}\u00A0ms")];
        yield return [l["processor time per prediction"], .. both.Select(server => $"{l.Number(Value(server, "server_ms_per_prediction"), "0.00")}\u00A0ms")];
        yield return [l["first answer after a cold start"], $"{l.Number(Value(root, "cold_start", "first_answer_ms", "median"), "0")}\u00A0ms", ""];
        yield return [l["anonymous memory before the first request"], $"{l.Number(Value(root, "cold_start", "idle", "anonymous_bytes") / 1e6, "0.0")}\u00A0{l["MB"]}", ""];
        yield return [l["nearest 10 of 100,000 articles"], $"{l.Number(Value(root, "search", "scan_ms", "median"), "0.00")}\u00A0ms", ""];
    }

    /// <summary><c>SECTION+SECTION: ROW; ROW</c>. Ratios are to the row of the same section that was timed in the same minutes, so rows of several sections show no milliseconds.</summary>
    private static IEnumerable<string[]> Compression(JsonElement root, string query, FigureLanguage l)
    {
        var (sections, names) = query.Split(": ", 2) is [var left, var right]
            ? (left.Split('+').Select(name => name.Replace('-', ' ')).ToArray(), right.Split("; "))
            : throw new FrugalException($"Unknown figures: compression {query}. Write SECTIONS: ROW; ROW.");
        var rows = root.GetProperty("sections").EnumerateArray().Where(section => sections.Contains(section.GetProperty("section").GetString())).SelectMany(section => section.GetProperty("rows").EnumerateArray()).ToList();
        var milliseconds = sections.Length == 1;
        yield return [l["form"], l["KB"], l["times smaller"], l["M MACs"], .. milliseconds ? [l["ms"]] : Array.Empty<string>(), l["times faster (95% interval)"], l["accuracy"], l["points"]];
        foreach (var row in names.Select(name => rows.Find(row => row.GetProperty("name").GetString() == name) is { ValueKind: JsonValueKind.Object } row ? row : throw new FrugalException($"Unknown figures: the sections {string.Join(", ", sections)} have no row '{name}'. Name a row of bench/results/compression-*.json.")))
        {
            var interval = row.GetProperty("faster_ci").EnumerateArray().Select(bound => bound.GetDouble()).ToArray();
            var first = row.GetProperty("name").GetString() == names[0];
            var judged = row.GetProperty("accuracy").ValueKind == JsonValueKind.Number;
            yield return
            [
                l[row.GetProperty("name").GetString()!],
                l.Number(Value(row, "bytes") / 1e3, "#,##0"),
                l.Times(Value(row, "smaller")),
                l.Number(Value(row, "macs") / 1e6, "0.0"),
                .. milliseconds ? [l.Number(Value(row, "median_ms"), "0.000")] : Array.Empty<string>(),
                first ? "" : Range(Value(row, "faster"), interval[0], interval[1], l),
                judged ? l.Percent(Value(row, "accuracy")) : "",
                judged && !first ? l.Number(Value(row, "points"), "+0.0;-0.0;0.0") : "",
            ];
        }
    }

    private static string Versus(JsonElement model, string figure, FigureLanguage l) =>
        model.GetProperty("versus") is { ValueKind: JsonValueKind.Object } versus ? l.Times(Value(versus, figure)) : "";

    private static string Interval(JsonElement model, FigureLanguage l)
    {
        if (model.GetProperty("versus") is not { ValueKind: JsonValueKind.Object } versus)
        {
            return "";
        }

        var bounds = versus.GetProperty("latency_ci").EnumerateArray().Select(bound => bound.GetDouble()).ToArray();
        return Range(Value(versus, "latency"), bounds[0], bounds[1], l);
    }

    private static string Range(double value, double low, double high, FigureLanguage l) => $"{l.Times(value)} ({l.Number(low, "0.00")}–{l.Number(high, "0.00")})";

    private static double Value(JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => at.GetProperty(name)).GetDouble();
}
