using System.Diagnostics;

namespace Frugal.Measuring;

/// <summary>Measures the share of a processor that a thread got while it worked.</summary>
public static class CpuShare
{
    /// <summary>Runs <paramref name="work"/> on this thread; the share is its processor time / elapsed time, in [0, 1], null outside Linux.</summary>
    public static (T Result, double? Share) Of<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var start = Stopwatch.GetTimestamp();
        var busy = ThreadCpuClock.Instance?.GetTimestamp();
        var result = work();
        return (result, busy is { } begin ? Math.Min(1, ThreadCpuClock.Instance!.GetElapsedTime(begin) / Stopwatch.GetElapsedTime(start)) : null);
    }
}
