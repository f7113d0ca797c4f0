using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>The limits of a student's process.</summary>
public sealed record Limits
{
    /// <summary>Time limit per call; starting the process does not count.</summary>
    public TimeSpan Time
    {
        get;
        init => field = value > TimeSpan.Zero && value <= TimeSpan.FromHours(1) ? value : throw Refused(nameof(Time), $"{value}", "more than 0, at most 1 hour");
    } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum anonymous and shared memory of the process and its children.</summary>
    public ByteSize Memory
    {
        get;
        init => field = value.Bytes >= 64_000_000 ? value : throw Refused(nameof(Memory), $"{value}", "64 MB, which .NET itself needs, or more");
    } = ByteSize.Parse("1 GB");

    /// <summary>Maximum number of concurrent processes, including its own.</summary>
    public int Processes
    {
        get;
        init => field = value >= 1 ? value : throw Refused(nameof(Processes), $"{value}", "1 or more");
    } = 16;

    /// <summary>Maximum number of concurrent threads, including those of .NET.</summary>
    public int Threads
    {
        get;
        init => field = value >= 32 ? value : throw Refused(nameof(Threads), $"{value}", "32 or more");
    } = 512;

    /// <summary>Maximum size of standard output and standard error together.</summary>
    public ByteSize Output
    {
        get;
        init => field = value.Bytes > 0 ? value : throw Refused(nameof(Output), $"{value}", "more than 0");
    } = ByteSize.Parse("4 MB");

    /// <summary>Maximum size of one answer; larger data is passed in a file in the scratch folder.</summary>
    public ByteSize Answer
    {
        get;
        init => field = value.Bytes is > 0 and <= int.MaxValue ? value : throw Refused(nameof(Answer), $"{value}", "more than 0, at most 2 GB");
    } = ByteSize.Parse("16 MB");

    /// <summary>Maximum size of a file that the process writes.</summary>
    public ByteSize File
    {
        get;
        init => field = value.Bytes > 0 ? value : throw Refused(nameof(File), $"{value}", "more than 0");
    } = ByteSize.Parse("1 GB");

    /// <summary>Maximum size of all files in the scratch folder together.</summary>
    public ByteSize Folder
    {
        get;
        init => field = value.Bytes > 0 ? value : throw Refused(nameof(Folder), $"{value}", "more than 0");
    } = ByteSize.Parse("2 GB");

    /// <summary>Maximum number of files and folders in the scratch folder.</summary>
    public int Entries
    {
        get;
        init => field = value >= 1 ? value : throw Refused(nameof(Entries), $"{value}", "1 or more");
    } = 20_000;

    /// <summary>Maximum processor time of the process and its children; null for as much as <see cref="Time"/> allows.</summary>
    internal TimeSpan? Processor { get; init; }

    private static FrugalException Refused(string name, string given, string allowed) => new($"The limit {name} is {given}. Allowed: {allowed}.");
}
