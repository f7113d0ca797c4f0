namespace Frugal.Measuring;

/// <summary>What a model costs in memory, measured in a process of its own that loads it and runs it.</summary>
/// <param name="Model">The peak while the model is loaded and run, above <paramref name="Runtime"/>: what the model adds to a process.</param>
/// <param name="Runtime">What the process held before: .NET and ONNX Runtime, warmed up on a model of one Identity.</param>
/// <param name="Load">How long opening the session took: reading, optimising and packing the graph. The file itself is mostly in the
/// system's cache already.</param>
/// <param name="ToldApart">False where the system does not tell file-backed memory apart (Windows, macOS): then
/// <see cref="MemorySnapshot.Anonymous"/> is the process's private bytes and <see cref="MemorySnapshot.File"/> is 0.</param>
public readonly record struct MemoryUse(MemorySnapshot Model, MemorySnapshot Runtime, Milliseconds Load, bool ToldApart)
{
    /// <summary>The median of several runs, figure by figure.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
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
