using System.Collections.Concurrent;
using System.Diagnostics;
using LLama;
using LLama.Common;
using LLama.Native;

namespace Frugal.Benchmarks.Chatbot.Figures;

/// <summary>
/// llama.cpp driven directly, by LLamaSharp's plainest loop. All of it runs on one thread, as in a console program: OpenMP keeps a team of threads for every thread that
/// ever computed, and with more threads than cores it no longer spins between two operations, which costs a quarter of the speed.
/// </summary>
internal sealed class OwnLoop : IDisposable
{
    private readonly BlockingCollection<Action> work = [];
    private readonly Thread thread;
    private readonly Lazy<LLamaWeights> weights;
    private readonly Lazy<LLamaContext> context;

    public OwnLoop(string path)
    {
        NativeLibraryConfig.All.WithCuda(false).WithVulkan(false).WithLogCallback((_, _) => { });
        var settings = new ModelParams(path) { GpuLayerCount = 0, LoadMode = LLamaLoadMode.MemoryMap, ContextSize = 2048, Threads = Environment.ProcessorCount, BatchThreads = Environment.ProcessorCount };
        weights = new(() => LLamaWeights.LoadFromFile(settings));
        context = new(() => weights.Value.CreateContext(settings));
        thread = new(() =>
        {
            foreach (var next in work.GetConsumingEnumerable())
            {
                next();
            }
        }) { IsBackground = true };
        thread.Start();
    }

    /// <summary>Reads a short prompt and writes tokens, always the most probable one.</summary>
    /// <returns>Tokens per second after the first one.</returns>
    public Task<double> PerSecondAsync(int tokens)
    {
        var loop = new Task<double>(() => PerSecond(weights.Value, context.Value, tokens), TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(loop.RunSynchronously);
        return loop;
    }

    private static double PerSecond(LLamaWeights weights, LLamaContext context, int tokens)
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
        work.Add(() =>
        {
            context.Value.Dispose();
            weights.Value.Dispose();
        });
        work.CompleteAdding();
        thread.Join();
        work.Dispose();
    }
}
