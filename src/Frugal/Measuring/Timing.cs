namespace Frugal.Measuring;

/// <summary>What the rounds of a measurement told of one subject.</summary>
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

    /// <summary>Milliseconds a call, a round's samples in an array, in the order in which they were taken.</summary>
    public IReadOnlyList<double[]> Rounds { get; }

    /// <summary>Each round's mean, in milliseconds a call.</summary>
    /// <remarks>The mean, because on a busy machine a call that is longer than the scheduler's time slice is always interrupted and a short
    /// one mostly is not: medians would favour the short one, means slow down alike. Outliers are the median over the rounds' business.</remarks>
    public IReadOnlyList<double> RoundMeans { get; }

    /// <summary>How many calls share one timed sample; above 1 only for subjects that the clock cannot time singly.</summary>
    public int CallsPerSample { get; }

    /// <summary>Whether the warm-up ended stable.</summary>
    public bool Stable { get; }

    /// <summary>The median of all samples.</summary>
    public Milliseconds P50 => Percentile(50);

    /// <summary>The time that 95% of the samples keep.</summary>
    public Milliseconds P95 => Percentile(95);

    /// <summary>The time that 99% of the samples keep.</summary>
    public Milliseconds P99 => Percentile(99);

    /// <summary>Calls a second, one after the other: the inverse of the samples' mean.</summary>
    public double CallsPerSecond => new Milliseconds(sorted.Average()).PerSecond;

    /// <summary>The percentile, 0 to 100, of all samples of all rounds.</summary>
    public Milliseconds Percentile(double percent) => new(Quantile.OfSorted(sorted, percent / 100));

    /// <summary>How many times faster this is than <paramref name="baseline"/>, measured in the same rounds: the median over the rounds
    /// of baseline's mean / this one's, with its 95% interval. Slow spells of the machine hit both sides of a round and cancel out.</summary>
    public MedianInterval SpeedUpOver(Timing baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return MedianInterval.Of(baseline.RoundMeans.Zip(RoundMeans, (slow, fast) => slow / fast));
    }
}
