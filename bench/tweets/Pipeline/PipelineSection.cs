using System.Text.Json;
using Frugal.Data.SupportTweets;

namespace Frugal.Benchmarks.Tweets.Pipeline;

/// <summary>The lab's pipeline as a program: seconds from its start to its end, tweets per second, memory.</summary>
internal static class PipelineSection
{
    private const int Small = 2634, Large = 1_000_000, Shared = 300_000;

    /// <param name="quick">One round, and no million.</param>
    /// <param name="broker">The address of a RabbitMQ broker for the rows of workers; null for none.</param>
    public static object Measure(bool quick, string? broker)
    {
        PipelineProgram.Publish();
        var folder = Directory.CreateTempSubdirectory("frugal-tweets-").FullName;
        try
        {
            var (small, rounds) = (Tweets(folder, Small), quick ? 1 : 5);
            return new
            {
                fast = ColdAndWarm(folder, small, "fast", rounds),
                balanced = ColdAndWarm(folder, small, "balanced", rounds),
                million = quick ? null : Once(folder, Tweets(folder, Large), ["--mode", "fast", "--no-cache"]),
                workers = broker is null ? null : Workers(folder, small, quick ? small : Tweets(folder, Shared), broker, quick ? 1 : 3),
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Tweets(string folder, int count)
    {
        var path = Path.Combine(folder, $"tweets-{count}.csv");
        SupportTweetFile.Save(path, new SupportTweetDataset(new() { Count = count }).All());
        return path;
    }

    /// <summary>Rounds of a run with an empty cache and the same run again.</summary>
    private static object ColdAndWarm(string folder, string tweets, string mode, int rounds)
    {
        List<Row> cold = [], warm = [];
        for (var round = 0; round < rounds; round++)
        {
            string[] options = ["--mode", mode, "--cache", Path.Combine(folder, $"{mode}-{round}.sqlite")];
            cold.Add(Once(folder, tweets, options));
            warm.Add(Once(folder, tweets, options));
        }

        return new { cold = Median(cold), warm = Median(warm) };
    }

    /// <summary>Blocks through a broker, with one worker and with two, each on one thread; rounds take turns.</summary>
    private static object Workers(string folder, string small, string tweets, string broker, int rounds)
    {
        List<Row> one = [], two = [];
        for (var round = 0; round < rounds; round++)
        {
            one.Add(WithWorkers(folder, small, tweets, broker, 1));
            two.Add(WithWorkers(folder, small, tweets, broker, 2));
        }

        var (single, pair) = (Median(one), Median(two));
        return new { one = single, two = pair, times_as_fast = Math.Round(pair.TweetsPerSecond / single.TweetsPerSecond, 2) };
    }

    private static Row WithWorkers(string folder, string small, string tweets, string broker, int count)
    {
        string[] both = ["--broker", broker, "--mode", "fast"];
        var workers = Enumerable.Range(0, count).Select(_ => PipelineProgram.Start(["worker", .. both, "--no-cache", "--threads", "1"])).ToList();
        try
        {
            Once(folder, small, both);         // all workers have opened the model
            return Once(folder, tweets, both);
        }
        finally
        {
            workers.ForEach(worker => worker.Kill(entireProcessTree: true));
            workers.ForEach(worker => worker.Dispose());
        }
    }

    private static Row Once(string folder, string tweets, string[] options)
    {
        var output = Path.Combine(folder, "out");
        var seconds = PipelineProgram.Run(tweets, output, options);
        using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(output, "summary.json")));
        var root = summary.RootElement;
        return new(Math.Round(seconds, 2), Math.Round(root.GetProperty("Tweets").GetInt64() / seconds), Math.Round(root.GetProperty("PeakMegabytes").GetDouble()));
    }

    private static Row Median(List<Row> rows) => new(
        Middle(rows.Select(row => row.Seconds)), Middle(rows.Select(row => row.TweetsPerSecond)), Middle(rows.Select(row => row.PeakMegabytes)));

    private static double Middle(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    /// <summary>Wall time from the program's start to its end, tweets in that time, and its most memory, with file-backed pages.</summary>
    private sealed record Row(double Seconds, double TweetsPerSecond, double PeakMegabytes);
}
