using System.Diagnostics;
using ChatbotMemory.Processes;
using Frugal;
using Frugal.Measuring;
using MemoryReading = ChatbotMemory.Memory.MemoryReading;

namespace ChatbotMemory.Operations;

/// <summary>Memory of the application and of the processes of its models, in bytes.</summary>
/// <param name="At">When, in milliseconds since 1970.</param>
/// <param name="Anonymous">What only swap could free, of the application.</param>
/// <param name="File">What the system can drop and read again, of the application.</param>
/// <param name="Managed">What .NET's collector looks after; a part of the anonymous memory.</param>
/// <param name="ChildAnonymous">The anonymous memory of models' processes.</param>
/// <param name="ChildFile">Their file-backed memory.</param>
/// <param name="Children">How many they are.</param>
public sealed record MemoryState(long At, long Anonymous, long File, long Managed, long ChildAnonymous, long ChildFile, int Children);

/// <summary>Reads the memory, by task 2 where it is done. Several readers share a reading.</summary>
public sealed class MemoryMeter(ModelChildren children)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);
    private readonly Lock gate = new();
    private MemoryState? last;
    private long read;

    /// <summary>The memory now, or not longer than 0.1 s ago.</summary>
    public MemoryState Read()
    {
        lock (gate)
        {
            if (last is null || Stopwatch.GetElapsedTime(read) > Fresh)
            {
                var own = Of(Environment.ProcessId) ?? default;
                var (anonymous, file, count) = (0L, 0L, 0);
                foreach (var child in children.Ids)
                {
                    if (Of(child) is { } memory)
                    {
                        (anonymous, file, count) = (anonymous + memory.Anonymous, file + memory.FileBacked, count + 1);
                    }
                }

                last = new(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), own.Anonymous, own.FileBacked, GC.GetTotalMemory(forceFullCollection: false), anonymous, file, count);
                read = Stopwatch.GetTimestamp();
            }

            return last;
        }
    }

    /// <summary>A process's memory; null if it has ended.</summary>
    private static MemoryReading? Of(int process)
    {
        try
        {
            var path = $"/proc/{process}/smaps_rollup";
            return File.Exists(path) && File.ReadAllText(path) is { Length: > 0 } text ? Unfinished.Else(() => MemoryReading.Parse(text), () => Frugals(process) ?? default) : Frugals(process);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or FormatException)
        {
            return Frugals(process);
        }
    }

    private static MemoryReading? Frugals(int process)
    {
        try
        {
            var memory = process == Environment.ProcessId ? MemorySnapshot.OfThisProcess() : MemoryWatch.Now(process);
            return memory is { } read ? new(read.Anonymous.Bytes, read.File.Bytes) : null;
        }
        catch (FrugalException)
        {
            return null;
        }
    }
}
