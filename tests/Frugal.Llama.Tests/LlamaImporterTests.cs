using Frugal.Gguf;
using Frugal.Texts;
using static TorchSharp.torch;

namespace Frugal.Llama.Tests;

/// <summary>Files that llama.cpp quantised, read into TorchSharp: the floats are llama.cpp's, and so are the logits but for its 8-bit activations.</summary>
[NeedsLlamaCpp]
public class LlamaImporterTests
{
    private const string Prompt = "Le chat dort, the cat doesn't. L'été !";

    [TestCase("Q8_0")]
    [TestCase("Q6_K")]
    [TestCase("Q4_K_M")]
    [TestCase("Q4_0")]
    public void A_quantised_file_becomes_the_network_that_llama_cpp_runs(string type)
    {
        using var exported = new ExportedLlama(export: new LlamaExportOptions());
        using var quantized = new TemporaryFile("quantised.gguf");
        LlamaQuantizer.Quantize(exported.Path, quantized.Path, LlamaFileType.Named(type), threads: 1);
        var tokens = new BytePairTokenizer(exported.Vocabulary).Encode(Prompt);

        using var imported = LlamaImporter.Import(quantized.Path);

        using var weights = LlamaRuns.Load(quantized.Path);
        using var still = no_grad();
        var theirs = LlamaRuns.Logits(weights, quantized.Path, tokens).SelectMany(row => row).ToArray();
        var before = exported.Logits(tokens).SelectMany(row => row).ToArray();
        var ours = imported.Network.call(tensor([.. tokens.Select(token => (long)token)], [1, tokens.Length])).data<float>().ToArray();
        Assert.That(Distance(ours, theirs), Is.LessThan(0.06), "llama.cpp rounds activations to 8 bits, with one scale per 256 of them for K-quants");
        Assert.That(Distance(ours, theirs), Is.LessThan(Distance(before, theirs)), "nearer than the model before the quantisation");
        using var file = GgufFile.Open(quantized.Path);
        Assert.That(imported.Network.state_dict()["blocks.0.attention.query.weight"].data<float>().ToArray(), Is.EqualTo(file.Floats(file.Tensor("blk.0.attn_q.weight"))));
    }

    /// <summary>The root mean square of the difference, in that of the second.</summary>
    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Sum() / b.Sum(y => (double)y * y));
}
