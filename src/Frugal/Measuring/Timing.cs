namespace Frugal.Measuring;

/// <summary>The timings of one subject over the rounds of a measurement.</summary>
public sealed class Timing
{
    private readonly double[] sorted;

    internal Timing(IReadOnlyList<double[]> rounds, int callsPerSample, bool stable)
    {
        Rounds = rounds;
        CallsPerSample = callsPerSample;
        Stable = stable;
        sorted = [.. rounds.SelectMany(round => round).Order()];
        RoundMeans = [.. rounds.Select(round => round.Average())];
    }

    /// <summary>Milliseconds per call: one array of samples per round, in the order in which they were taken.</summary>
    public IReadOnlyList<double[]> Rounds { get; }

    /// <summary>Each round's mean, in milliseconds per call.</summary>
    /// <remarks>The mean, because on a busy machine a call that is longer than the scheduler's time slice is always interrupted and a short
    /// one mostly is not: medians would favour the short one, means slow down alike. The median over the rounds removes outliers.</remarks>
    public IReadOnlyList<double> RoundMeans { get; }

    /// <summary>Number of calls per timed sample; above 1 only if one call is too short for the clock.</summary>
    public int CallsPerSample { get; }

    /// <summary>Whether the timings were stable at the end of the warm-up.</summary>
    public bool Stable { get; }

    /// <summary>The median of all samples.</summary>
    public Milliseconds P50 => Percentile(50);

    /// <summary>The 95th-percentile latency.</summary>
    public Milliseconds P95 => Percentile(95);

    /// <summary>The 99th-percentile latency.</summary>
    public Milliseconds P99 => Percentile(99);

    /// <summary>Calls per second, run sequentially: the inverse of the samples' mean.</summary>
    public double CallsPerSecond => new Milliseconds(sorted.Average()).PerSecond;

    /// <summary>A percentile of all samples of all rounds.</summary>
    /// <param name="percent">The percentile, 0 to 100; 95 for the time that 95% of the calls do not exceed.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0 or above 100.</exception>
    public Milliseconds Percentile(double percent) => new(Quantile.OfSorted(sorted, percent / 100));

    /// <summary>How many times faster this is than <paramref name="baseline"/>, measured in the same rounds: the median over the rounds
    /// of baseline's mean / this one's, with its 95% interval. Slow phases of the machine affect both sides of a round and cancel out.</summary>
    public MedianInterval SpeedUpOver(Timing baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return MedianInterval.Of(baseline.RoundMeans.Zip(RoundMeans, (slow, fast) => slow / fast));
    }
}
