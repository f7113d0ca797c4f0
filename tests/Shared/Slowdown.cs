using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Frugal.Tests.Shared;

/// <summary>How many times as long as on an idle machine of usual speed one thread takes for its work now; 1 at least.</summary>
/// <remarks>
/// On Linux the threads that are running or waiting for a processor, by the number of processors: the kernel's count of this moment in /proc/loadavg, not the
/// means beside it, which lag a minute behind. Elsewhere the time of a short piece of work, which also tells how fast the machine is.
/// </remarks>
internal static class Slowdown
{
    private const int Turns = 500_000;

    /// <summary>What the turns take at 2 GHz, where a multiplication and an addition take four cycles.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(1);

    private static readonly Lazy<double> Slowness = new(() => Math.Max(1, Enumerable.Range(0, 5).Min(_ => Spin() / Usual)));

    private static ulong kept;

    public static double Now() =>
        OperatingSystem.IsLinux() ? Slowness.Value * Math.Max(1, Runnable(File.ReadAllText("/proc/loadavg")) / (double)Environment.ProcessorCount)
        : Math.Max(1, Spin() / Usual);

    /// <summary>The number before the slash: <c>0.20 0.18 0.12 3/245 1234</c>.</summary>
    internal static int Runnable(string loadavg) => int.Parse(loadavg.Split(' ')[3].Split('/')[0], CultureInfo.InvariantCulture);

    /// <summary>The time of a chain of dependent operations, which no processor can shorten but by its clock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TimeSpan Spin()
    {
        var start = Stopwatch.GetTimestamp();
        var value = kept;
        for (var turn = 0; turn < Turns; turn++)
        {
            value = value * 6364136223846793005 + 1442695040888963407;
        }

        kept = value;
        return Stopwatch.GetElapsedTime(start);
    }
}
