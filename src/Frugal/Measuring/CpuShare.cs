using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Frugal.Measuring;

/// <summary>How much of a processor a thread got while it worked.</summary>
internal static partial class CpuShare
{
    private const int ThreadCpuTime = 3;                 // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Runs <paramref name="work"/> on this thread; the share is its processor time / elapsed time, null outside Linux.</summary>
    public static (T Result, double? Share) Of<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        var busy = Now();
        var result = work();
        return (result, Now() is { } end && busy is { } begin ? Math.Min(1, (end - begin) / Stopwatch.GetElapsedTime(start)) : null);
    }

    private static TimeSpan? Now() => OperatingSystem.IsLinux() && Environment.Is64BitProcess && ClockGetTime(ThreadCpuTime, out var now) == 0
        ? TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromMicroseconds(now.Nanoseconds / 1e3)
        : null;

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Timespec now);
}
