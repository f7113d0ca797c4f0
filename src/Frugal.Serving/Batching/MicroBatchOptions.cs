namespace Frugal.Serving.Batching;

/// <summary>How requests are grouped into batches.</summary>
public sealed record MicroBatchOptions
{
    /// <summary>Maximum number of inputs per batch, 1 to 1,024; 16 by default.</summary>
    public int MaxBatch { get; init => field = InRange(value, 1, 1024, nameof(MaxBatch)); } = 16;

    /// <summary>How long the first input of a batch waits for others, up to a second. With 0, the default, a batch takes the inputs already queued:
    /// under load, the inputs that arrive while one batch runs form the next.</summary>
    public TimeSpan MaxWait { get; init => field = Short(value); } = TimeSpan.Zero;

    /// <summary>Maximum number of waiting inputs, 1 to 100,000; 256 by default. Further inputs are refused.</summary>
    public int QueueLength { get; init => field = InRange(value, 1, 100_000, nameof(QueueLength)); } = 256;

    /// <summary>How long a refused client should wait before it tries again; 1 s by default.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    private static int InRange(int value, int least, int most, string name) =>
        value >= least && value <= most ? value : throw new FrugalException($"{name} is {value}. Allowed: {least} to {most:N0}.");

    private static TimeSpan Short(TimeSpan value) =>
        value >= TimeSpan.Zero && value <= TimeSpan.FromSeconds(1) ? value : throw new FrugalException($"{nameof(MaxWait)} is {value}. Allowed: 0 to 1 second.");
}
