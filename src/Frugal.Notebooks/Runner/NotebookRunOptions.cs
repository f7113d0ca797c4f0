namespace Frugal.Notebooks.Runner;

/// <summary>How notebooks are run without a reader.</summary>
public sealed record NotebookRunOptions
{
    /// <summary>The longest that one cell may take. Default: 5 minutes.</summary>
    public TimeSpan Timeout
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new FrugalException($"--timeout {value.TotalSeconds:0.##}: more than 0 seconds is wanted. Leave it out for 300.");
    } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many notebooks run side by side. Each process then takes its share of the processors: two programs that each start a thread for
    /// every processor wait for each other more than they compute. 1 to 64; default: 1.
    /// </summary>
    public int Parallel
    {
        get;
        init => field = value is >= 1 and <= 64 ? value : throw new FrugalException($"--parallel {value}: 1 to 64 notebooks can run side by side. Leave it out for 1.");
    } = 1;

    /// <summary>The most text that one notebook may write, in characters. Default: 10 million.</summary>
    public long OutputLimit { get; init; } = 10_000_000;

    /// <summary>The most memory that the notebook's process may hold, in bytes. Default: 6 GiB.</summary>
    public long MemoryLimit { get; init; } = 6L << 30;

    /// <summary>The words that start a host process; the notebook and the pipe are appended.</summary>
    public required IReadOnlyList<string> Host { get; init; }
}
