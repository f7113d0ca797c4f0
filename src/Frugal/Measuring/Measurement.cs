namespace Frugal.Measuring;

/// <summary>Measures one or more ONNX models on this machine: bytes, parameters, MACs, memory and load time, latency, accuracy.</summary>
public static class Measurement
{
    /// <summary>Measures the models at <paramref name="paths"/>; the first is the baseline.</summary>
    /// <param name="paths">ONNX files, at least one.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="evaluate">Classifies labelled images with the models, in their order; null when there are no images.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <exception cref="FrugalException">A model is missing, broken or cannot be run.</exception>
    public static async Task<MeasurementReport> RunAsync(
        IReadOnlyList<string> paths, MeasureOptions options, Func<IReadOnlyList<string>, AccuracyComparison?>? evaluate = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        options.Progress("Counting bytes, parameters and multiply-accumulates");
        var costs = paths.Select(path => ModelCost.Of(path, options.Run)).ToArray();
        var memory = new List<MemoryUse>();
        foreach (var path in paths)
        {
            options.Progress($"Measuring memory and load time of {Path.GetFileName(path)} in {options.Memory.Runs} child processes");
            memory.Add(await options.Memory.MeasureAsync(path, options.Run, cancellation).ConfigureAwait(false));
        }

        options.Progress($"Measuring latency in {options.Timing.Rounds} interleaved rounds");
        var (timings, batches, share) = Time(paths, options, cancellation);
        var evaluation = evaluate?.Invoke(paths);
        return new MeasurementReport(
            MachineInfo.Current(),
            RuntimeInfo.Current(!options.Run.Processors.IsEmpty, options.Timing.Rounds, share, memory[0]),
            evaluation?.Dataset,
            [.. paths.Select((path, i) => new ModelFigures(
                Path.GetFileNameWithoutExtension(path),
                costs[i].Format,
                costs[i].Bytes.Bytes,
                costs[i].Parameters,
                costs[i].Macs,
                memory[i].Load.Value,
                Latency(timings[i], options.Run.Threads, batches[i]),
                new RamFigures(memory[i].Model.Anonymous.Bytes, memory[i].Model.File.Bytes),
                evaluation?.Accuracy(i),
                i == 0 ? null : Versus(i)))]);

        VersusFigures Versus(int i)
        {
            var faster = timings[i].SpeedUpOver(timings[0]);
            return new VersusFigures(
                (double)costs[0].Bytes.Bytes / costs[i].Bytes.Bytes,
                faster.Median,
                [faster.Low, faster.High],
                100 * (evaluation?.Accuracy(i) - evaluation?.Accuracy(0)),
                evaluation?.Agreement(i));
        }
    }

    private static (IReadOnlyList<Timing> Timings, int[] Batches, double? CpuShare) Time(IReadOnlyList<string> paths, MeasureOptions options, CancellationToken cancellation)
    {
        var models = new List<LoadedModel>();
        try
        {
            foreach (var path in paths)
            {
                models.Add(LoadedModel.Load(path, options.Run));
            }

            GC.Collect();
            int? processor = options.Run.Processors is [var first, ..] ? first : null;
            var (timings, share) = CpuAffinity.RunPinned(processor, () => CpuShare.Of(() =>
                new InterleavedTimer(options.Timing).Measure([.. models.Select(model => (Action)model.Run)], cancellation: cancellation)));
            return (timings, [.. models.Select(model => model.Batch)], share);
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }
    }

    private static LatencyFigures Latency(Timing timing, int threads, int batch) =>
        new(timing.P50.Value, timing.P95.Value, timing.P99.Value, timing.CallsPerSecond * batch, threads, batch);
}
