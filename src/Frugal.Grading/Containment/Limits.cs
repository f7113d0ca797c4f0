using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>What a student's process may take.</summary>
public sealed record Limits
{
    /// <summary>How long one call may take; the start of the process does not count.</summary>
    public TimeSpan Time
    {
        get;
        init => field = value > TimeSpan.Zero && value <= TimeSpan.FromHours(1) ? value : throw Refused(nameof(Time), $"{value}", "more than 0, at most 1 hour");
    } = TimeSpan.FromSeconds(30);

    /// <summary>Anonymous and shared memory of the process and its children.</summary>
    public ByteSize Memory
    {
        get;
        init => field = value.Bytes >= 64_000_000 ? value : throw Refused(nameof(Memory), $"{value}", "64 MB, which .NET itself needs, or more");
    } = ByteSize.Parse("1 GB");

    /// <summary>Processes at one time, its own included.</summary>
    public int Processes
    {
        get;
        init => field = value >= 1 ? value : throw Refused(nameof(Processes), $"{value}", "1 or more");
    } = 16;

    /// <summary>Threads at one time, those of .NET included.</summary>
    public int Threads
    {
        get;
        init => field = value >= 32 ? value : throw Refused(nameof(Threads), $"{value}", "32 or more");
    } = 512;

    /// <summary>What it may write to standard output and standard error together.</summary>
    public ByteSize Output
    {
        get;
        init => field = value.Bytes > 0 ? value : throw Refused(nameof(Output), $"{value}", "more than 0");
    } = ByteSize.Parse("4 MB");

    /// <summary>What one answer may hold; larger data goes through a file in the scratch folder.</summary>
    public ByteSize Answer
    {
        get;
        init => field = value.Bytes is > 0 and <= int.MaxValue ? value : throw Refused(nameof(Answer), $"{value}", "more than 0, at most 2 GB");
    } = ByteSize.Parse("16 MB");

    /// <summary>The largest file that it may write.</summary>
    public ByteSize File
    {
        get;
        init => field = value.Bytes > 0 ? value : throw Refused(nameof(File), $"{value}", "more than 0");
    } = ByteSize.Parse("1 GB");

    private static FrugalException Refused(string name, string given, string allowed) => new($"The limit {name} is {given}. Allowed: {allowed}.");
}
