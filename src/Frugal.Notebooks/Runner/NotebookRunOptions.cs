namespace Frugal.Notebooks.Runner;

/// <summary>Options for running notebooks unattended.</summary>
public sealed record NotebookRunOptions
{
    /// <summary>The time limit per cell. Default: 5 minutes.</summary>
    public TimeSpan Timeout
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new FrugalException($"--timeout {value.TotalSeconds:0.##}: more than 0 seconds is wanted. Leave it out for 300.");
    } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Number of notebooks run in parallel. Each process then uses its share of the processors: two programs that each start one thread per
    /// processor would spend more time waiting for each other than computing. 1 to 64; default: 1.
    /// </summary>
    public int Parallel
    {
        get;
        init => field = value is >= 1 and <= 64 ? value : throw new FrugalException($"--parallel {value}: 1 to 64 notebooks can run side by side. Leave it out for 1.");
    } = 1;

    /// <summary>Maximum amount of text written by one notebook, in characters. Default: 10 million.</summary>
    public long OutputLimit { get; init; } = 10_000_000;

    /// <summary>Maximum memory of the notebook's process, in bytes. Default: 6 GiB.</summary>
    public long MemoryLimit { get; init; } = 6L << 30;

    /// <summary>The command line that starts a host process; the notebook and the pipe are appended.</summary>
    public required IReadOnlyList<string> Host { get; init; }
}
