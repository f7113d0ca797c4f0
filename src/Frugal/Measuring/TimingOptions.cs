namespace Frugal.Measuring;

/// <summary>How <see cref="InterleavedTimer"/> measures. The defaults suit models that take 10 microseconds to a second per call.</summary>
public sealed record TimingOptions
{
    /// <summary>Number of rounds; in each, every subject runs once for a <see cref="RoundTime"/>. 1 to 10,000; 6 are needed for a 95% interval. Default 25.</summary>
    public int Rounds { get; init => field = InRange(value, 1, 10_000, nameof(Rounds)); } = 25;

    /// <summary>How long a subject runs within a round, at least <see cref="CallsPerRound"/> calls. Above 0; default 25 ms.</summary>
    public TimeSpan RoundTime { get; init => field = Positive(value, nameof(RoundTime)); } = TimeSpan.FromMilliseconds(25);

    /// <summary>Minimum number of timed samples per round. 1 to 10,000; default 5.</summary>
    public int CallsPerRound { get; init => field = InRange(value, 1, 10_000, nameof(CallsPerRound)); } = 5;

    /// <summary>Minimum length of a timed sample: shorter calls are timed in groups and averaged.
    /// It is never below 1,000 ticks of the clock. Above 0; default 20 microseconds.</summary>
    public TimeSpan ShortestSample { get; init => field = Positive(value, nameof(ShortestSample)); } = TimeSpan.FromMicroseconds(20);

    /// <summary>Length of one warm-up window; the warm-up ends when the medians of two windows in a row differ by no more than <see cref="Stable"/>. Above 0; default 25 ms.</summary>
    public TimeSpan WarmUpWindow { get; init => field = Positive(value, nameof(WarmUpWindow)); } = TimeSpan.FromMilliseconds(25);

    /// <summary>The relative change between two windows that counts as stable. Default 0.05.</summary>
    public double Stable { get; init; } = 0.05;

    /// <summary>Maximum number of warm-up windows; a subject that is not stable by then is measured anyway and reported as unstable. 2 to 10,000; default 20.</summary>
    public int WarmUpWindows { get; init => field = InRange(value, 2, 10_000, nameof(WarmUpWindows)); } = 20;

    /// <summary>Seed for the order of the subjects within each round. Default 1.</summary>
    public int Seed { get; init; } = 1;

    private static int InRange(int value, int low, int high, string name) => value >= low && value <= high
        ? value
        : throw new FrugalException($"{name} is {value}. Allowed: {low} to {high}.");

    private static TimeSpan Positive(TimeSpan value, string name) => value > TimeSpan.Zero
        ? value
        : throw new FrugalException($"{name} is {value}. Give a duration above zero.");
}
