using Frugal.Gguf;
using LLama;
using LLama.Common;
using LLama.Native;

namespace Frugal.Llama.Tests;

/// <summary>llama.cpp reads what Frugal writes.</summary>
[NeedsLlamaCpp]
public class LlamaReadsFrugalTests
{
    [TestCase("F32")]
    [TestCase("F16")]
    [TestCase("BF16")]
    public void A_model_that_Frugal_wrote_runs_in_llama_cpp(string type)
    {
        LlamaEngine.Require();
        using var path = new TemporaryFile("tiny.gguf");
        TinyLlama.Writer(GgufType.Named(type)).Save(path.Path);
        using var file = GgufFile.Open(path.Path);

        using var weights = LLamaWeights.LoadFromFile(new ModelParams(path.Path) { GpuLayerCount = 0, ContextSize = TinyLlama.Context });
        using var context = weights.CreateContext(new ModelParams(path.Path) { GpuLayerCount = 0, ContextSize = TinyLlama.Context, Threads = 1 });
        var tokens = Answer(context, context.Tokenize("Bonjour é"), count: 8);

        Assert.That((weights.ParameterCount, weights.ContextSize, weights.EmbeddingSize, weights.Vocab.Count), Is.EqualTo(((ulong)file.Weights, TinyLlama.Context, TinyLlama.Width, TinyLlama.Tokens)));
        Assert.That(weights.Metadata.Where(pair => pair.Key.StartsWith("llama.", StringComparison.Ordinal) && file.Metadata[pair.Key].Type == GgufValueType.UInt32).Select(pair => (pair.Key, pair.Value)),
            Is.EquivalentTo(file.Metadata.Where(pair => pair.Key.StartsWith("llama.", StringComparison.Ordinal) && pair.Value.Type == GgufValueType.UInt32).Select(pair => (pair.Key, pair.Value.ToString()))));
        Assert.That(weights.Metadata[GgufKeys.Name], Is.EqualTo("tiny é"));
        Assert.That(tokens, Has.Count.EqualTo(8).And.All.InRange(0, TinyLlama.Tokens - 1));
    }

    /// <summary>The most probable tokens, one after the other.</summary>
    internal static List<int> Answer(LLamaContext context, LLamaToken[] prompt, int count)
    {
        var (batch, position, answer) = (new LLamaBatch(), 0, new List<int>());
        Array.ForEach(prompt, token => batch.Add(token, position++, LLamaSeqId.Zero, logits: position == prompt.Length));
        while (answer.Count < count)
        {
            Assert.That(context.Decode(batch), Is.EqualTo(DecodeResult.Ok));
            var logits = context.NativeHandle.GetLogitsIth(batch.TokenCount - 1);
            foreach (var logit in logits)
            {
                Assert.That(float.IsFinite(logit));
            }

            answer.Add(System.Numerics.Tensors.TensorPrimitives.IndexOfMax(logits));
            batch.Clear();
            batch.Add(answer[^1], position++, LLamaSeqId.Zero, logits: true);
        }

        return answer;
    }
}
