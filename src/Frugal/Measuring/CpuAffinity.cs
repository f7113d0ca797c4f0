using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Frugal.Measuring;

/// <summary>Pins threads to processors, so that a measurement is not moved between cold caches. Linux: sched_setaffinity(2);
/// elsewhere nothing is pinned, and the report says so.</summary>
public static partial class CpuAffinity
{
    private const int MaskBytes = 128;                   // 1,024 processors, glibc's cpu_set_t

    /// <summary>The processors that this thread may run on, ascending; empty if the system does not report them.</summary>
    public static IReadOnlyList<int> Allowed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        Span<byte> mask = stackalloc byte[MaskBytes];
        var processors = new List<int>();
        if (GetAffinity(0, MaskBytes, ref MemoryMarshal.GetReference(mask)) < 0)
        {
            return [];
        }

        for (var cpu = 0; cpu < MaskBytes * 8; cpu++)
        {
            if ((mask[cpu / 8] & (1 << (cpu % 8))) != 0)
            {
                processors.Add(cpu);
            }
        }

        return processors;
    }

    /// <summary>The processors to measure on with <paramref name="threads"/> threads: the last ones that are allowed, because the first
    /// serves most interrupts. Empty when fewer than that are allowed.</summary>
    public static IReadOnlyList<int> Choose(int threads) => Allowed() is var allowed && allowed.Count >= threads
        ? [.. allowed.TakeLast(threads)]
        : [];

    /// <summary>Runs <paramref name="work"/> on a separate thread, pinned to <paramref name="cpu"/> (null: not pinned), and waits for it.
    /// Its exceptions are rethrown here.</summary>
    public static T RunPinned<T>(int? cpu, Func<T> work)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (cpu is { } processor && OperatingSystem.IsLinux())
                {
                    Pin(processor);
                }

                result = work();
            }
            catch (Exception e)
            {
                failure = e;
            }
        })
        {
            IsBackground = true,
            Name = "measuring",
        };
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        return result!;
    }

    [SupportedOSPlatform("linux")]
    private static void Pin(int cpu)
    {
        Span<byte> mask = stackalloc byte[MaskBytes];
        mask[cpu / 8] = (byte)(1 << (cpu % 8));
        _ = SetAffinity(0, MaskBytes, ref MemoryMarshal.GetReference(mask));
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint bytes, ref byte mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint bytes, ref byte mask);
}
