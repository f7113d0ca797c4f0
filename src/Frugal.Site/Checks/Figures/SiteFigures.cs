using System.Text.Json;
using Frugal.Site.Charts;
using static Frugal.Site.Checks.Figures.CommittedResult;

namespace Frugal.Site.Checks.Figures;

/// <summary>The tables of the site's pages, made from the committed results in <c>bench/results</c>; each names its machine and its file.</summary>
/// <param name="repository">The repository.</param>
internal sealed class SiteFigures(string repository)
{
    /// <summary>Results that were measured before the present version of the models, with the version that they measured; a result that is measured again leaves this list.</summary>
    private static readonly Dictionary<string, int> EarlierWeights = new()
    {
        ["compression-amd-epyc-avx512-vnni.json"] = 1,
        ["start-amd-epyc-avx2.json"] = 1,
        ["start-amd-epyc-avx512-vnni.json"] = 2,
        ["weights-amd-epyc-avx2.json"] = 1,
        ["weights-amd-epyc-avx512-vnni.json"] = 2,
    };

    /// <summary>The text between a page's <c>figures:begin NAME</c> and <c>figures:end</c>.</summary>
    /// <exception cref="FrugalException">There are no figures of that name.</exception>
    public string Block(string name, FigureLanguage language)
    {
        var charted = ChartMarks.IsCharted(name, out var figures);
        return figures.Split(' ')[0] switch
        {
            "tour" when !charted => Tour(language),
            "start" => Each("start", result => Starts(result.Root, language), language, charted),
            "speed" when !charted => Speed(language),
            "weights" when !charted => Each("weights", result => Weights(result.Root, language), language),
            "gradings" when !charted => Each("gradings", result => Gradings(result.Root, language), language),
            "sparsity" => Each("sparsity", result => Sparsity(result.Root, language), language, charted),
            "clothing-api" => Each("clothing-api", result => Server(result.Root, language), language, charted),
            "tweets" when !charted => Each(CompressionRows.Parse("tweets: all").AreIn(Results("compression")), result => Tweets(result.Root, language), language, charted: false, result => $"{language.Number(Value(TweetsIn(result.Root), "dataset", "count"), "#,##0")}\u00A0{language["tweets"]}"),
            "chatbot-modes" when !charted => Each("chatbot", result => ChatbotTables.Modes(result.Root, language), language),
            "chatbot" when !charted => Each("chatbot", result => ChatbotTables.Others(result.Root, language), language),
            "tweet-pipeline" => Each("tweets", result => TweetTables.Pipeline(result.Root, language), language, charted),
            "tweet-labels" when !charted => Each(Results("tweets").Where(result => result.Root.TryGetProperty("labels", out _)), result => TweetTables.Labels(result.Root, language), language, charted: false),
            "tweet-classifiers" when !charted => Each("tweets", result => TweetTables.Classifiers(figures.Split(' ')[^1], result.Root, language), language),
            "compression" => Compressions(CompressionRows.Parse(figures.Split(' ', 2)[^1]), charted, language),
            _ => throw new FrugalException($"Unknown figures: {name}. Known: tour, start, speed, weights, gradings, sparsity, clothing-api, chatbot-modes, chatbot, tweets, tweet-pipeline, tweet-labels, tweet-classifiers four_tasks, tweet-classifiers sentiment, compression SECTIONS: ROWS; with a chart: charted start, charted sparsity, charted clothing-api, charted tweet-pipeline, charted compression."),
        };
    }

    /// <summary>The rows of every result that has their sections.</summary>
    private string Compressions(CompressionRows choice, bool charted, FigureLanguage language) =>
        Each(choice.AreIn(Results("compression")), result => Compression(result, choice, charted, language), language, charted);

    private string Each(string benchmark, Func<CommittedResult, IEnumerable<string[]>> rows, FigureLanguage language, bool charted = false) =>
        Each(Results(benchmark), rows, language, charted);

    private static string Each(IEnumerable<CommittedResult> results, Func<CommittedResult, IEnumerable<string[]>> rows, FigureLanguage language, bool charted, Func<CommittedResult, string>? counted = null) =>
        string.Join("\n\n", results.Select(result => $"{Caption(result, language, counted)}\n\n{(charted ? ChartMarks.Mark(result.File) + "\n\n" : "")}{Table(rows(result))}"));

    private IEnumerable<CommittedResult> Results(string benchmark) => CommittedResult.All(repository, benchmark);

    private static string Caption(CommittedResult result, FigureLanguage language, Func<CommittedResult, string>? counted)
    {
        string?[] parts =
        [
            result.Processor(language),
            $"{result.Machine.GetProperty("cores")}\u00A0{language["cores"]}",
            result.Find("onnx_runtime") is { } engine ? $"ONNX Runtime\u00A0{engine.GetString()}" : null,
            counted is not null ? counted(result) : result.Find("count") is { } photos ? $"{photos}\u00A0{language["photos"]}" : null,
            EarlierWeights.TryGetValue(result.File, out var version) ? $"{language["weights of version"]}\u00A0{version}" : null,
        ];
        return $"{string.Join(", ", parts.Where(part => part is not null))} (`bench/results/{result.File}`){language[": "].TrimEnd()}";
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

    /// <summary>What int8 gains: bytes and accuracy from the result with the newest weights, the time on each processor.</summary>
    private string Tour(FigureLanguage l)
    {
        var results = Results("start").ToList();
        var newest = results.Last(result => !EarlierWeights.ContainsKey(result.File));
        var (before, after) = (Format(newest.Root, "fp32"), Format(newest.Root, "int8"));
        List<string[]> rows =
        [
            [l["figure"], "fp32", "int8", l["gain"]],
            [l["file"], .. new[] { before, after }.Select(m => $"{l.Number(Value(m, "bytes") / 1e6, "0.00")}\u00A0{l["MB"]}"), $"{l.Number(Value(after, "versus", "bytes"), "0.00")} {l["times smaller"]}"],
        ];
        foreach (var result in results)
        {
            var int8 = Format(result.Root, "int8");
            rows.Add([$"{l["one picture"]}, {result.Processor(l)}", .. new[] { Format(result.Root, "fp32"), int8 }.Select(m => $"{l.Number(Value(m, "latency", "p50_ms"), "0.000")}\u00A0ms"), $"{l.Number(Value(int8, "versus", "latency"), "0.00")} {l["times faster"]}"]);
        }

        rows.Add([l["right on validation photos"], .. new[] { before, after }.Select(m => l.Percent(Value(m, "accuracy"))), $"{l.Number((Value(after, "accuracy") - Value(before, "accuracy")) * 100, "+0.0;-0.0;0.0")}\u00A0{l["points gained"]}"]);
        return Table(rows);
    }

    private static JsonElement Format(JsonElement root, string format) => root.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("format").GetString() == format);

    private string Speed(FigureLanguage l)
    {
        var rows = new List<string[]> { new[] { l["processor"], l["time fp32"], l["time int8"], l["times faster (95% interval)"], l["times smaller"] } };
        foreach (var result in Results("start"))
        {
            var models = result.Root.GetProperty("models").EnumerateArray().ToDictionary(model => model.GetProperty("format").GetString()!);
            rows.Add([result.Processor(l), .. new[] { "fp32", "int8" }.Select(format => $"{l.Number(Value(models[format], "latency", "p50_ms"), "0.000")}\u00A0ms"), Interval(models["int8"], l), Versus(models["int8"], "bytes", l)]);
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
                l.Number(Value(row, "macs") / 1e6, "#,0.0"),
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

    /// <summary>Ratios are to the row of the same section that was timed in the same minutes, so rows of several sections show no milliseconds. A chart refers to the rows by number.</summary>
    private static IEnumerable<string[]> Compression(CommittedResult result, CompressionRows choice, bool numbered, FigureLanguage l)
    {
        var milliseconds = choice.Sections.Count == 1;
        yield return [l["form"], l["KB"], l["times smaller"], l["M MACs"], .. milliseconds ? [l["ms"]] : Array.Empty<string>(), l["times faster (95% interval)"], l["accuracy"], l["points"]];
        foreach (var (i, row) in choice.In(result).Index())
        {
            var interval = row.GetProperty("faster_ci").EnumerateArray().Select(bound => bound.GetDouble()).ToArray();
            var first = i == 0;
            var judged = row.GetProperty("accuracy").ValueKind == JsonValueKind.Number;
            yield return
            [
                (numbered ? $"{i + 1}. " : "") + l[row.GetProperty("name").GetString()!],
                l.Number(Value(row, "bytes") / 1e3, "#,##0"),
                l.Times(Value(row, "smaller")),
                l.Number(Value(row, "macs") / 1e6, "#,0.0"),
                .. milliseconds ? [l.Number(Value(row, "median_ms"), "0.000")] : Array.Empty<string>(),
                first ? "" : Range(Value(row, "faster"), interval[0], interval[1], l),
                judged ? l.Percent(Value(row, "accuracy")) : "",
                judged && !first ? l.Number(Value(row, "points"), "+0.0;-0.0;0.0") : "",
            ];
        }
    }

    /// <summary>A network for tweets: scored by the mean over the tasks, and compared with the first row tweet by tweet.</summary>
    private static IEnumerable<string[]> Tweets(JsonElement root, FigureLanguage l)
    {
        yield return [l["form"], l["MB"], l["times smaller"], l["ms"], l["times faster (95% interval)"], l["score"], l["same answer"]];
        foreach (var (i, row) in TweetsIn(root).GetProperty("rows").EnumerateArray().Index())
        {
            var interval = row.GetProperty("faster_ci").EnumerateArray().Select(bound => bound.GetDouble()).ToArray();
            yield return
            [
                l[row.GetProperty("name").GetString()!],
                l.Number(Value(row, "bytes") / 1e6, "0.0"),
                l.Times(Value(row, "smaller")),
                l.Number(Value(row, "median_ms"), "0.0"),
                i == 0 ? "" : Range(Value(row, "faster"), interval[0], interval[1], l),
                l.Number(100 * Value(row, "score"), "0.0"),
                i == 0 ? "" : l.Percent(Value(row, "agreement")),
            ];
        }
    }

    private static JsonElement TweetsIn(JsonElement root) => root.GetProperty("sections").EnumerateArray().Single(section => section.GetProperty("section").GetString() == "tweets");

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

    /// <summary>A value and its interval, which no line break divides (U+2060).</summary>
    private static string Range(double value, double low, double high, FigureLanguage l) => $"{l.Times(value)} ({l.Number(low, "0.00")}–\u2060{l.Number(high, "0.00")})";
}
