using Frugal.Data;
using Frugal.Measuring;
using Frugal.Onnx;

namespace MakeItSmall.Kit;

/// <summary>Measures models against the float network: bytes, right answers, time in turn with it on one thread.</summary>
public sealed class Measured : IDisposable
{
    private const int Pictures = 200;

    private readonly string folder = Directory.CreateTempSubdirectory("make-it-small-").FullName;
    private readonly AccuracyMeter meter = new(new GarmentsDataset("validation", Pictures));
    private readonly string original;
    private double? before;

    /// <summary>Begins with the float network.</summary>
    public Measured(OnnxModel model) => original = Save(model, "float32");

    /// <summary>The size of the float network's file.</summary>
    public long Bytes => new FileInfo(original).Length;

    /// <summary>The float network's share of right answers, in percent.</summary>
    public double Before => before ??= Accuracy(original);

    /// <summary>Bytes, accuracy and speed of a model, in one line.</summary>
    public string Line(OnnxModel model, bool timed)
    {
        var path = Save(model, "one");
        var bytes = new FileInfo(path).Length;
        var speed = timed ? $", {SpeedUp(path):0.00} times as fast" : "";
        return FormattableString.Invariant($"{bytes / 1e3,6:0} KB, {(double)Bytes / bytes:0.0} times smaller, {Before:0.0} % -> {Accuracy(path):0.0} % right{speed}");
    }

    /// <summary>The share of right answers of a model, in percent.</summary>
    public double Accuracy(OnnxModel model) => Accuracy(Save(model, "one"));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private double Accuracy(string path) => 100 * meter.Compare([path]).Accuracy(0);

    private double SpeedUp(string path)
    {
        using var mine = LoadedModel.Load(path, new ModelRunOptions());
        using var theirs = LoadedModel.Load(original, new ModelRunOptions());
        var times = new InterleavedTimer(new TimingOptions { Rounds = 15, Seed = 1 }).Measure([theirs.Run, mine.Run]);
        return times[1].SpeedUpOver(times[0]).Median;
    }

    private string Save(OnnxModel model, string name)
    {
        var path = Path.Combine(folder, name + ".onnx");
        model.Save(path);
        return path;
    }
}
