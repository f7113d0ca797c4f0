using System.Diagnostics;

namespace TweetPipeline.Operations;

/// <summary>What the operating system knows of this process.</summary>
public static class OwnProcess
{
    /// <summary>Time since the process was started, so that loading .NET counts too.</summary>
    public static TimeSpan SinceStart
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return DateTime.UtcNow - process.StartTime.ToUniversalTime();
        }
    }

    /// <summary>The most bytes that were in memory at a time, file-backed ones too.</summary>
    public static long PeakBytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return Math.Max(process.PeakWorkingSet64, Environment.WorkingSet);
        }
    }
}
