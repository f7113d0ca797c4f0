using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Frugal.Measuring;

/// <summary>The processor time used by another process, summed over all its threads, including ended ones.</summary>
public static partial class ProcessCpuTime
{
    /// <summary>CPUCLOCK_SCHED of the kernel's process clocks: the scheduler's own count, in nanoseconds.</summary>
    private const int Scheduler = 2;

    /// <summary>Linux's process ids stay far below this bound; a clock id has three bits more.</summary>
    private const int Numbers = 1 << 28;

    /// <summary>The processor time of the process with this id; zero if there is no such process.</summary>
    /// <remarks>Linux: clock_getcpuclockid(3), whose clocks any process may read. Elsewhere the system's own figure, often in steps of 10 ms and more.</remarks>
    public static TimeSpan Of(int id)
    {
        if (id is <= 0 or >= Numbers)
        {
            return TimeSpan.Zero;
        }

        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
        {
            return ClockGetTime((~id << 3) | Scheduler, out var now) == 0 ? TimeSpan.FromSeconds(now.Seconds) + new TimeSpan(now.Nanoseconds / 100) : TimeSpan.Zero;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Timespec now);
}
