using Frugal.Measuring;

namespace Frugal.Benchmarks.Serving.Load;

/// <summary>What a load has shown.</summary>
/// <param name="Answered">Requests that were answered with 200.</param>
/// <param name="Errors">All others.</param>
/// <param name="PerSecond">Answers with 200 in a second.</param>
/// <param name="Latency">How long they took; null where there was none.</param>
/// <param name="Statuses">Answers by status.</param>
/// <param name="Traces">Answers that show a stack trace.</param>
/// <param name="FirstFailure">What went wrong first; null where nothing did.</param>
/// <param name="ClientProcessorSeconds">Processor time of the load generator, which shares the machine with the server.</param>
internal sealed record LoadResult(
    long Answered, long Errors, double PerSecond, LatencyFigures? Latency, IReadOnlyDictionary<int, long> Statuses, long Traces, string? FirstFailure, double ClientProcessorSeconds)
{
    /// <summary>The connections' tallies together.</summary>
    public static LoadResult Of(IReadOnlyCollection<LoadTally> tallies, TimeSpan took, TimeSpan processor)
    {
        var milliseconds = tallies.SelectMany(tally => tally.Milliseconds).Order().ToArray();
        var statuses = tallies.SelectMany(tally => tally.Statuses).GroupBy(status => status.Key)
            .OrderBy(status => status.Key).ToDictionary(status => status.Key, status => status.Sum(count => count.Value));
        return new(
            milliseconds.Length,
            statuses.Values.Sum() - milliseconds.Length + tallies.Sum(tally => tally.Unanswered),
            Math.Round(milliseconds.Length / took.TotalSeconds, 1),
            LatencyFigures.OfSorted(milliseconds),
            statuses,
            tallies.Sum(tally => tally.Traces),
            tallies.Select(tally => tally.FirstFailure).FirstOrDefault(failure => failure is not null),
            Math.Round(processor.TotalSeconds, 3));
    }
}

/// <summary>Quantiles of single requests in milliseconds.</summary>
internal sealed record LatencyFigures(double P50Ms, double P95Ms, double P99Ms, double MaxMs)
{
    /// <summary>The quantiles of an ascending sample; null where it is empty.</summary>
    public static LatencyFigures? OfSorted(double[] milliseconds) => milliseconds.Length == 0 ? null : new(
        Rounded(milliseconds, 0.5), Rounded(milliseconds, 0.95), Rounded(milliseconds, 0.99), Rounded(milliseconds, 1));

    private static double Rounded(double[] sorted, double p) => Math.Round(Quantile.OfSorted(sorted, p), 3);
}
