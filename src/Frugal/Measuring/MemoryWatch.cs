using System.Diagnostics;

namespace Frugal.Measuring;

/// <summary>The memory of a process and its descendants at one moment.</summary>
/// <param name="Time">Since the watch began.</param>
/// <param name="Memory">Their memory together. Memory that several processes share is counted once, a part in each (Linux: Pss).</param>
/// <param name="Processes">How many they are.</param>
public readonly record struct MemoryReading(TimeSpan Time, MemorySnapshot Memory, int Processes);

/// <summary>Watches the memory of another process and those that it starts.</summary>
public static class MemoryWatch
{
    /// <summary>How often the watch looks whether the process still runs.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>The memory of a process and its descendants now; null if the process has ended.</summary>
    /// <param name="process">The process's number.</param>
    /// <exception cref="FrugalException">The process belongs to another user.</exception>
    public static MemorySnapshot? Now(int process) => Read(process)?.Memory;

    /// <summary>Reads the memory at once and after each interval, until the process has ended.</summary>
    /// <param name="process">The process's number.</param>
    /// <param name="interval">The time between two readings.</param>
    /// <param name="cancellation">Ends the watch; the process goes on.</param>
    /// <exception cref="FrugalException">The process belongs to another user.</exception>
    public static IEnumerable<MemoryReading> Of(int process, TimeSpan interval, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();
        for (var number = 1; !cancellation.IsCancellationRequested && Read(process) is var (memory, processes); number++)
        {
            yield return new MemoryReading(clock.Elapsed, memory, processes);
            while (number * interval - clock.Elapsed is { Ticks: > 0 } left && IsRunning(process) && !cancellation.WaitHandle.WaitOne(left < Look ? left : Look))
            {
                // A long interval does not keep the watch waiting for a process that has ended.
            }
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var other = Process.GetProcessById(process);
            return !other.HasExited;
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return true;   // another user's: the next reading reports it
        }
    }

    private static (MemorySnapshot Memory, int Processes)? Read(int process)
    {
        if (OfOne(process) is not { } sum)
        {
            return null;
        }

        var count = 1;
        foreach (var child in ProcessTree.Of(process).Skip(1))
        {
            if (OfOne(child) is { } memory)   // a child may end between the two looks
            {
                sum = new MemorySnapshot(new ByteSize(sum.Anonymous.Bytes + memory.Anonymous.Bytes), new ByteSize(sum.File.Bytes + memory.File.Bytes));
                count++;
            }
        }

        return (sum, count);
    }

    private static MemorySnapshot? OfOne(int process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var text = File.ReadAllBytes($"/proc/{process}/smaps_rollup");
                return text.Length > 0 ? MemorySnapshot.ParseSmapsRollup(text) : null;   // a process that has ended and is not yet waited for has no memory
            }

            using var other = Process.GetProcessById(process);
            return other.HasExited ? null : new MemorySnapshot(new ByteSize(other.PrivateMemorySize64), new ByteSize(0));
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new FrugalException($"Process {process}: its memory may not be read, because it belongs to another user. Run the command as that user.", cause);
        }
        catch (Exception ended) when (ended is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
