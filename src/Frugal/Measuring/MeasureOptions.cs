namespace Frugal.Measuring;

/// <summary>How <see cref="Measurement"/> measures.</summary>
public sealed record MeasureOptions
{
    /// <summary>Threads, batch, open dimensions, processors.</summary>
    public ModelRunOptions Run { get; init; } = new();

    /// <summary>Warm-up and rounds.</summary>
    public TimingOptions Timing { get; init; } = new();

    /// <summary>The child processes that measure memory.</summary>
    public MemoryProbe Memory { get; init; } = new();

    /// <summary>Receives progress messages, one line each.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}
