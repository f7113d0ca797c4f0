using System.Diagnostics;
using LLama;
using LLama.Common;
using LLama.Native;

namespace Frugal.Benchmarks.Chatbot.Figures;

/// <summary>llama.cpp driven directly, by LLamaSharp's plainest loop: what nothing above it can exceed.</summary>
internal sealed class OwnLoop : IDisposable
{
    private readonly LLamaWeights weights;
    private readonly LLamaContext context;

    public OwnLoop(string path)
    {
        NativeLibraryConfig.All.WithCuda(false).WithVulkan(false).WithLogCallback((_, _) => { });
        var settings = new ModelParams(path) { GpuLayerCount = 0, LoadMode = LLamaLoadMode.MemoryMap, ContextSize = 2048, Threads = Environment.ProcessorCount, BatchThreads = Environment.ProcessorCount };
        weights = LLamaWeights.LoadFromFile(settings);
        context = weights.CreateContext(settings);
    }

    /// <summary>Reads a short prompt and writes tokens, always the most probable one.</summary>
    /// <returns>Tokens per second after the first one.</returns>
    public double PerSecond(int tokens)
    {
        context.NativeHandle.MemoryClear();
        var batch = new LLamaBatch();
        var place = 0;
        var prompt = weights.Tokenize("Hello", true, false, System.Text.Encoding.UTF8);
        foreach (var token in prompt)
        {
            batch.Add(token, place++, LLamaSeqId.Zero, place == prompt.Length);
        }

        _ = context.Decode(batch);
        var next = Largest();
        var start = Stopwatch.GetTimestamp();
        for (var i = 1; i < tokens; i++)
        {
            batch.Clear();
            batch.Add(next, place++, LLamaSeqId.Zero, true);
            _ = context.Decode(batch);
            next = Largest();
        }

        return (tokens - 1) / Stopwatch.GetElapsedTime(start).TotalSeconds;

        LLamaToken Largest() => System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(context.NativeHandle.GetLogitsIth(batch.TokenCount - 1));
    }

    public void Dispose()
    {
        context.Dispose();
        weights.Dispose();
    }
}
