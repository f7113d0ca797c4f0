using LLama;
using LLama.Common;
using LLama.Native;

namespace Frugal.Llama.Tests;

/// <summary>What llama.cpp computes with a file.</summary>
internal static class LlamaRuns
{
    public static LLamaWeights Load(string path)
    {
        LlamaEngine.Require();
        return LLamaWeights.LoadFromFile(new ModelParams(path) { GpuLayerCount = 0 });
    }

    /// <summary>The logits after each token of one text, (T, V).</summary>
    public static float[][] Logits(LLamaWeights weights, string path, int[] tokens)
    {
        using var context = weights.CreateContext(new ModelParams(path) { GpuLayerCount = 0, ContextSize = 64, Threads = 1, BatchThreads = 1, FlashAttention = false, TypeK = GGMLType.GGML_TYPE_F32, TypeV = GGMLType.GGML_TYPE_F32 });
        var batch = new LLamaBatch();
        for (var place = 0; place < tokens.Length; place++)
        {
            batch.Add(tokens[place], place, LLamaSeqId.Zero, logits: true);
        }

        Assert.That(context.Decode(batch), Is.EqualTo(DecodeResult.Ok));
        return [.. Enumerable.Range(0, tokens.Length).Select(place => context.NativeHandle.GetLogitsIth(place).ToArray())];
    }
}
