namespace Frugal.Measuring;

/// <summary>The memory use of a model, measured in a separate process that loads it and runs it.</summary>
/// <param name="Model">The peak while the model is loaded and run, above <paramref name="Runtime"/>: what the model adds to a process.</param>
/// <param name="Runtime">The memory of the process before that: .NET and ONNX Runtime, warmed up on a model of one Identity.</param>
/// <param name="Load">The time to open the session: reading, optimising and packing the graph. The file itself is mostly in the
/// system's cache already.</param>
/// <param name="ToldApart">False where the system does not distinguish file-backed memory (Windows, macOS): then
/// <see cref="MemorySnapshot.Anonymous"/> is the process's private bytes and <see cref="MemorySnapshot.File"/> is 0.</param>
public readonly record struct MemoryUse(MemorySnapshot Model, MemorySnapshot Runtime, Milliseconds Load, bool ToldApart)
{
    /// <summary>The median of several runs, figure by figure.</summary>
    /// <exception cref="ArgumentException"><paramref name="runs"/> is empty.</exception>
    public static MemoryUse Median(IReadOnlyList<MemoryUse> runs)
    {
        ByteSize Of(Func<MemoryUse, ByteSize> figure) => new((long)Quantile.Median(runs.Select(run => (double)figure(run).Bytes)));
        return new MemoryUse(
            new MemorySnapshot(Of(run => run.Model.Anonymous), Of(run => run.Model.File)),
            new MemorySnapshot(Of(run => run.Runtime.Anonymous), Of(run => run.Runtime.File)),
            new Milliseconds(Quantile.Median(runs.Select(run => run.Load.Value))),
            runs.All(run => run.ToldApart));
    }
}
