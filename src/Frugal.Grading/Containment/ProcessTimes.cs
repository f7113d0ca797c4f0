using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>The processor time of some processes together, which never falls when one of them ends.</summary>
internal sealed class ProcessTimes
{
    private readonly Dictionary<int, TimeSpan> seen = [];

    /// <summary>Takes in processes, and the time of those that are followed already.</summary>
    public void Follow(IEnumerable<int> processes)
    {
        foreach (var id in processes)
        {
            _ = seen.TryAdd(id, TimeSpan.Zero);
        }

        _ = Now();
    }

    /// <summary>The time up to now; of a process that is gone, what was seen last.</summary>
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
