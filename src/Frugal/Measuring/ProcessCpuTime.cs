using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Frugal.Measuring;

/// <summary>The processor time that another process has taken, all its threads together, ended ones included.</summary>
public static partial class ProcessCpuTime
{
    /// <summary>CPUCLOCK_SCHED of the kernel's process clocks: the scheduler's own count, in nanoseconds.</summary>
    private const int Scheduler = 2;

    /// <summary>Linux's process numbers stay far below it; a clock's number has three bits more.</summary>
    private const int Numbers = 1 << 28;

    /// <summary>The time of the process with this number; zero where there is none.</summary>
    /// <remarks>Linux: clock_getcpuclockid(3), whose clocks any process may read. Elsewhere what the system tells, often in steps of 10 ms and more.</remarks>
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
