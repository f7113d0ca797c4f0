using System.Runtime.InteropServices;

namespace Frugal.Measuring;

/// <summary>The processor time of the calling thread (Linux: CLOCK_THREAD_CPUTIME_ID): it stops while other programs have the processor.
/// Use it only for work that this thread does alone.</summary>
public sealed partial class ThreadCpuClock : TimeProvider
{
    private const int ThreadCpuTime = 3;

    private ThreadCpuClock() { }

    /// <summary>The clock; null if the system has none with microsecond resolution.</summary>
    public static ThreadCpuClock? Instance { get; } =
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && ClockGetTime(ThreadCpuTime, out _) == 0 ? new ThreadCpuClock() : null;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1_000_000_000;

    /// <inheritdoc/>
    public override long GetTimestamp() => ClockGetTime(ThreadCpuTime, out var now) == 0 ? now.Seconds * 1_000_000_000 + now.Nanoseconds : 0;

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Timespec now);
}
