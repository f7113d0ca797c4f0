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

    /// <summary>The most text that one notebook may write, in characters. Default: 10 million.</summary>
    public long OutputLimit { get; init; } = 10_000_000;

    /// <summary>The most memory that the notebook's process may hold, in bytes. Default: 6 GiB.</summary>
    public long MemoryLimit { get; init; } = 6L << 30;

    /// <summary>The words that start a host process; the notebook and the pipe are appended.</summary>
    public required IReadOnlyList<string> Host { get; init; }
}
