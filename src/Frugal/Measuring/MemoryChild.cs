using System.Diagnostics;
using System.Globalization;

namespace Frugal.Measuring;

/// <summary>The child process of <see cref="MemoryProbe"/>: loads one model, runs it, and prints its memory use and load time.</summary>
public static class MemoryChild
{
    /// <summary>The hidden command with which a program calls <see cref="Run"/>.</summary>
    public const string Command = "measure-memory-child";

    /// <summary>The minimum time and number of calls for which the model runs.</summary>
    private static readonly (TimeSpan Time, int Calls) Work = (TimeSpan.FromMilliseconds(30), 3);

    /// <summary>A model of one Identity on one float, opset 17, that warms up the runtime.</summary>
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

    /// <summary>What the child prints: the figures in a fixed order, separated by spaces.</summary>
    internal static string Write(MemoryUse use) => string.Create(CultureInfo.InvariantCulture,
        $"{use.Model.Anonymous.Bytes} {use.Model.File.Bytes} {use.Runtime.Anonymous.Bytes} {use.Runtime.File.Bytes} {use.Load.Value:R} {use.ToldApart}");

    /// <summary>Parses the output of <see cref="Write"/>; null when it is something else.</summary>
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
