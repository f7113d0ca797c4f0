using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>The total processor time of several processes, which never decreases when one of them ends.</summary>
internal sealed class ProcessTimes
{
    private readonly Dictionary<int, TimeSpan> seen = [];

    /// <summary>Adds processes, and updates the time of those already followed.</summary>
    public void Follow(IEnumerable<int> processes)
    {
        foreach (var id in processes)
        {
            _ = seen.TryAdd(id, TimeSpan.Zero);
        }

        _ = Now();
    }

    /// <summary>The total time so far; for a process that has ended, the last observed value.</summary>
    public TimeSpan Now()
    {
        foreach (var (id, before) in seen)
        {
            var now = ProcessCpuTime.Of(id);
            seen[id] = now > before ? now : before;
        }

        return seen.Values.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);
    }
}
