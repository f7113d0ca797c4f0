using Frugal.Gguf;
using LLama;
using LLama.Common;

namespace Frugal.Llama.Tests;

/// <summary>llama.cpp runs and quantises a model with random weights.</summary>
public class RandomLlamaTests
{
    [TestCase("F16")]
    [TestCase("Q4_K_M")]
    public void It_runs_and_spells_any_text(string type)
    {
        using var folder = new TemporaryFolder();
        RandomLlama.Write(LlamaShape.Named("tiny"), GgufType.F16, folder["F16.gguf"]);
        if (type != "F16")
        {
            LlamaQuantizer.Quantize(folder["F16.gguf"], folder[type + ".gguf"], LlamaFileType.Named(type), threads: 1);
        }

        var settings = new ModelParams(folder[type + ".gguf"]) { GpuLayerCount = 0, ContextSize = 128, Threads = 1 };
        using var weights = LLamaWeights.LoadFromFile(settings);
        using var context = weights.CreateContext(settings);

        Assert.That(LlamaReadsFrugalTests.Answer(context, context.Tokenize("Où est-il ? 🙂"), count: 5), Has.Count.EqualTo(5));
        Assert.That(weights.Metadata[RandomLlama.Mark], Is.EqualTo("true"));
    }
}
