namespace Frugal.Serving.Batching;

/// <summary>How requests are gathered to batches.</summary>
public sealed record MicroBatchOptions
{
    /// <summary>The most inputs that run together, 1 to 1,024; 16 by default.</summary>
    public int MaxBatch { get; init => field = InRange(value, 1, 1024, nameof(MaxBatch)); } = 16;

    /// <summary>How long the first input of a batch waits for others, up to a second. 0, the default, runs what is there: under load the
    /// inputs that come while one batch runs are the next.</summary>
    public TimeSpan MaxWait { get; init => field = Short(value); } = TimeSpan.Zero;

    /// <summary>The most inputs that wait, 1 to 100,000; 256 by default. One more is refused.</summary>
    public int QueueLength { get; init => field = InRange(value, 1, 100_000, nameof(QueueLength)); } = 256;

    /// <summary>When a refused client may try again; 1 s by default.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    private static int InRange(int value, int least, int most, string name) =>
        value >= least && value <= most ? value : throw new FrugalException($"{name} is {value}. Allowed: {least} to {most:N0}.");

    private static TimeSpan Short(TimeSpan value) =>
        value >= TimeSpan.Zero && value <= TimeSpan.FromSeconds(1) ? value : throw new FrugalException($"{nameof(MaxWait)} is {value}. Allowed: 0 to 1 second.");
}
