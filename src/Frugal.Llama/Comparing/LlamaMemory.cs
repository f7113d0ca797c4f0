using Frugal.Gguf;
using Frugal.Measuring;

namespace Frugal.Llama;

/// <summary>Measures the memory of a model in GGUF, in this process, which must have done nothing else: for the child process of <see cref="MemoryProbe"/>.</summary>
internal static class LlamaMemory
{
    /// <summary>Tokens of the context that is filled.</summary>
    private const int Context = 256;

    /// <summary>Loads a model, fills a context of 256 tokens (or the model's, if that is shorter), and writes one token.</summary>
    /// <param name="path">A GGUF file.</param>
    /// <param name="threads">Threads.</param>
    /// <exception cref="FrugalException">The file cannot be run.</exception>
    public static MemoryUse Measure(string path, int threads)
    {
        LlamaEngine.Require();
        using var file = GgufFile.Open(path);
        var length = Math.Min(Context, LlamaRun.ContextOf(file));
        using var sampler = new MemorySampler();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var runtime = sampler.Restart();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        using var run = new LlamaRun(path, length, threads);
        var load = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        _ = run.Read(new int[length], length - 1);
        _ = run.Write([0]);
        return new MemoryUse(sampler.Peak().Above(runtime), runtime, new Milliseconds(load.TotalMilliseconds), MemorySampler.TellsApart);
    }
}
