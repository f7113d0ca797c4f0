using System.Text.Json;
using static Frugal.Site.Checks.Figures.CommittedResult;

namespace Frugal.Site.Checks.Figures;

/// <summary>The tables of <c>frugal bench tweets</c>.</summary>
internal static class TweetTables
{
    /// <summary>The pipelines of the brief: what their author reported for 2,634 tweets, not measured here.</summary>
    private static readonly (string Name, double Seconds, double? Megabytes)[] Reported =
        [("before: Python, tweet by tweet, reported", 180, null), ("before: Python, second version, reported", 70, 450)];

    /// <summary>Each run of the pipeline, beside the reported ones.</summary>
    public static IEnumerable<string[]> Pipeline(JsonElement root, FigureLanguage l)
    {
        yield return [l["run"], l["tweets"], l["seconds"], l["tweets/s"], l["peak memory"]];
        foreach (var run in Runs(root))
        {
            yield return
            [
                run.Mode is null ? l[run.Name] : $"`{run.Mode}`, {l[run.Name]}",
                l.Number(run.Tweets, "#,##0"),
                l.Number(run.Seconds, run.Seconds < 60 ? "0.00" : "0"),
                l.Number(run.PerSecond, run.PerSecond < 100 ? "0.0" : "#,##0"),
                run.Megabytes is { } most ? $"{l.Number(most, "0")}\u00A0{l["MB"]}" : "",
            ];
        }
    }

    /// <summary>Classifiers with their bytes, speed and scores.</summary>
    /// <param name="table">The table: <c>four_tasks</c> or <c>sentiment</c>.</param>
    /// <param name="root">The result.</param>
    /// <param name="l">The language.</param>
    public static IEnumerable<string[]> Classifiers(string table, JsonElement root, FigureLanguage l)
    {
        JsonElement[] rows = [.. root.GetProperty("classification").GetProperty(table).EnumerateArray()];
        string[] tests = [.. rows[0].GetProperty("scores").EnumerateObject().Select(score => score.Name)];
        yield return [l["classifier"], l["MB"], l["tweets/s"], .. tests.Select(test => table == "sentiment" ? l[test] : $"`{test}`"), l["mean"]];
        foreach (var row in rows)
        {
            yield return
            [
                l[row.GetProperty("name").GetString()!],
                l.Number(Value(row, "bytes") / 1e6, "0.0"),
                l.Number(Value(row, "tweets_per_second"), "#,##0"),
                .. tests.Select(test => l.Number(Value(row, "scores", test), "0.0")),
                l.Number(Value(row, "mean"), "0.0"),
            ];
        }
    }

    /// <summary>How often the figures are right, on phrasings that the models know and on others.</summary>
    public static IEnumerable<string[]> Labels(JsonElement root, FigureLanguage l)
    {
        var labels = root.GetProperty("labels");
        (string Tweets, string Source, string Name)[] columns =
        [
            ("known_phrasings", "sentiment_model_and_rules", "known: model and rules"), ("known_phrasings", "language_model", "known: language model"),
            ("unseen_phrasings", "sentiment_model_and_rules", "unseen: model and rules"), ("unseen_phrasings", "language_model", "unseen: language model"),
        ];
        yield return [l["right"], .. columns.Select(column => l[column.Name])];
        foreach (var figure in labels.GetProperty(columns[0].Tweets).GetProperty(columns[0].Source).EnumerateObject().Select(share => share.Name))
        {
            yield return [figure == "all" ? l["all five"] : $"`{figure}`", .. columns.Select(column => l.Percent(Value(labels, column.Tweets, column.Source, figure)))];
        }
    }

    /// <summary>The runs with the brief's number of tweets: those reported first.</summary>
    public static IEnumerable<TweetRun> Comparable(JsonElement root) => Runs(root).Where(run => run.Tweets == Brief);

    private const int Brief = 2634;

    private static IEnumerable<TweetRun> Runs(JsonElement root)
    {
        foreach (var (name, seconds, megabytes) in Reported)
        {
            yield return new(null, name, Brief, seconds, Brief / seconds, megabytes);
        }

        var pipeline = root.GetProperty("pipeline");
        foreach (var mode in new[] { "fast", "balanced" })
        {
            yield return Measured(mode, "empty cache", Brief, pipeline.GetProperty(mode).GetProperty("cold"));
            yield return Measured(mode, "filled cache", Brief, pipeline.GetProperty(mode).GetProperty("warm"));
        }

        yield return Measured("fast", "no cache", 1_000_000, pipeline.GetProperty("million"));
        if (pipeline.GetProperty("workers") is { ValueKind: JsonValueKind.Object } workers)
        {
            yield return Measured(null, "one worker on RabbitMQ", 300_000, workers.GetProperty("one")) with { Megabytes = null };   // the memory is that of the program that hands out the blocks
            yield return Measured(null, "two workers on RabbitMQ", 300_000, workers.GetProperty("two")) with { Megabytes = null };
        }
    }

    private static TweetRun Measured(string? mode, string name, int tweets, JsonElement row) => new(mode, name, tweets, Value(row, "seconds"), Value(row, "tweets_per_second"), Value(row, "peak_megabytes"));
}

/// <summary>A run of a pipeline of tweets.</summary>
/// <param name="Mode">Its mode; null where it does not matter.</param>
/// <param name="Name">What else distinguishes it, in English.</param>
/// <param name="Tweets">Tweets.</param>
/// <param name="Seconds">Seconds from the program's start to its end.</param>
/// <param name="PerSecond">Tweets per second.</param>
/// <param name="Megabytes">Peak memory; null where none is known.</param>
internal sealed record TweetRun(string? Mode, string Name, int Tweets, double Seconds, double PerSecond, double? Megabytes)
{
    /// <summary>Its name in a chart.</summary>
    public string Label(FigureLanguage l) => Mode is null ? l[Name] : $"{Mode}, {l[Name]}";
}
