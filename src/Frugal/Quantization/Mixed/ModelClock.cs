using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>Times models in rounds that alternate with the same float32 reference model.</summary>
internal sealed class ModelClock : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("frugal-clock-");
    private readonly ModelRunOptions run;
    private readonly TimingOptions timing;
    private readonly LoadedModel reference;

    public ModelClock(OnnxModel model, ModelRunOptions run, TimingOptions timing)
    {
        (this.run, this.timing) = (run, timing);
        try
        {
            reference = Load(model);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>The medians of <paramref name="model"/> and of the reference model.</summary>
    public (Milliseconds Model, Milliseconds Reference) Time(OnnxModel model)
    {
        using var other = Load(model);
        int? processor = run.Processors is [var first, ..] ? first : null;
        var timings = CpuAffinity.RunPinned(processor, () => new InterleavedTimer(timing).Measure([reference.Run, other.Run]));
        return (timings[1].P50, timings[0].P50);
    }

    public void Dispose()
    {
        reference.Dispose();
        folder.Delete(recursive: true);
    }

    private LoadedModel Load(OnnxModel model)
    {
        var path = Path.Combine(folder.FullName, "model.onnx");
        model.Save(path);
        return LoadedModel.Load(path, run);
    }
}
