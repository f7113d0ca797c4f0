using System.Diagnostics;
using System.Globalization;

namespace Frugal.Measuring;

/// <summary>The child process of <see cref="MemoryProbe"/>: loads one model, runs it, and prints what that took.</summary>
public static class MemoryChild
{
    /// <summary>The hidden command under which a program offers <see cref="Run"/>.</summary>
    public const string Command = "measure-memory-child";

    /// <summary>The least time and number of calls that the model runs for.</summary>
    private static readonly (TimeSpan Time, int Calls) Work = (TimeSpan.FromMilliseconds(30), 3);

    /// <summary>One Identity over one float, opset 17: what the runtime is warmed up with.</summary>
    private static readonly byte[] Identity = Convert.FromBase64String("CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCAhAR");

    /// <summary>Measures the model at <paramref name="path"/> in this process, which must have done nothing else.</summary>
    /// <exception cref="FrugalException">The model cannot be loaded or run.</exception>
    public static MemoryUse Run(string path, ModelRunOptions options)
    {
        var idle = Path.Combine(Path.GetTempPath(), $"frugal-identity-{Environment.ProcessId}.onnx");
        try
        {
            System.IO.File.WriteAllBytes(idle, Identity);
            _ = LoadAndRun(idle, new ModelRunOptions { Threads = options.Threads });
        }
        finally
        {
            System.IO.File.Delete(idle);
        }

        using var sampler = new MemorySampler();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var runtime = sampler.Restart();
        var load = LoadAndRun(path, options);
        return new MemoryUse(sampler.Peak().Above(runtime), runtime, load, MemorySampler.TellsApart);
    }

    /// <summary>What the child prints: the figures in a fixed order, apart by blanks.</summary>
    internal static string Write(MemoryUse use) => string.Create(CultureInfo.InvariantCulture,
        $"{use.Model.Anonymous.Bytes} {use.Model.File.Bytes} {use.Runtime.Anonymous.Bytes} {use.Runtime.File.Bytes} {use.Load.Value:R} {use.ToldApart}");

    /// <summary>Reads what <see cref="Write"/> wrote; null when it is something else.</summary>
    internal static MemoryUse? Read(string line)
    {
        var words = line.Trim().Split(' ');
        if (words.Length != 6 || !bool.TryParse(words[5], out var apart)
            || !double.TryParse(words[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var load))
        {
            return null;
        }

        var bytes = new ByteSize[4];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!ByteSize.TryParse(words[i], CultureInfo.InvariantCulture, out bytes[i]))
            {
                return null;
            }
        }

        return new MemoryUse(new MemorySnapshot(bytes[0], bytes[1]), new MemorySnapshot(bytes[2], bytes[3]), new Milliseconds(load), apart);
    }

    private static Milliseconds LoadAndRun(string path, ModelRunOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        using var model = LoadedModel.Load(path, options);
        var loaded = model.LoadTime;
        for (var calls = 0; calls < Work.Calls || Stopwatch.GetElapsedTime(start) < Work.Time; calls++)
        {
            model.Run();
        }

        return loaded;
    }
}
