using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>What a student's process may take.</summary>
public sealed record Limits
{
    /// <summary>How long one call may take, the start of the process included in the first.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Anonymous memory of the process and its children.</summary>
    public ByteSize Memory { get; init; } = ByteSize.Parse("1 GB");

    /// <summary>Processes at one time, its own included.</summary>
    public int Processes { get; init; } = 16;

    /// <summary>What it may write to standard output and standard error together.</summary>
    public ByteSize Output { get; init; } = ByteSize.Parse("4 MB");
}
