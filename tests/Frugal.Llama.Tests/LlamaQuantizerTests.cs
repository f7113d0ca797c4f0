using Frugal.Gguf;
using LLama;
using LLama.Common;

namespace Frugal.Llama.Tests;

/// <summary>Frugal reads what llama.cpp writes.</summary>
[NeedsLlamaCpp]
public class LlamaQuantizerTests
{
    private static readonly string[] Types = [.. LlamaFileType.All.Select(type => type.Name)];

    [TestCaseSource(nameof(Types))]
    public void A_file_that_llama_cpp_quantised_has_the_same_metadata_and_tensors(string name)
    {
        var type = LlamaFileType.Named(name);
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F32).Save(folder["f32.gguf"]);

        LlamaQuantizer.Quantize(folder["f32.gguf"], folder["small.gguf"], type, threads: 1);

        using var original = GgufFile.Open(folder["f32.gguf"]);
        using var file = GgufFile.Open(folder["small.gguf"]);
        var kept = original.Metadata.Select(pair => (pair.Key, pair.Value.Type, pair.Value.ElementType, Text(pair.Value)));
        Assert.That(file.Metadata.Where(pair => original.Metadata.ContainsKey(pair.Key)).Select(pair => (pair.Key, pair.Value.Type, pair.Value.ElementType, Text(pair.Value))), Is.EquivalentTo(kept));
        Assert.That(file.Metadata.Integer(GgufKeys.FileType), Is.EqualTo(type.Number));
        Assert.That(file.Tensors.Select(tensor => (tensor.Name, string.Join(",", tensor.Shape))), Is.EquivalentTo(original.Tensors.Select(tensor => (tensor.Name, string.Join(",", tensor.Shape)))));
        Assert.That(file.Types[0].Type, Is.EqualTo(type.Format), "the format with most bytes");
        Assert.That(file.BitsPerWeight, Is.InRange(type.Format.BitsPerWeight, type.Format.BitsPerWeight + 1.5));
        Assert.Multiple(() => Array.ForEach([.. file.Tensors], tensor => AssertQuantized(file, tensor, original.Floats(original.Tensor(tensor.Name)))));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(2));

        using var weights = LLamaWeights.LoadFromFile(new ModelParams(folder["small.gguf"]) { GpuLayerCount = 0 });
        using var context = weights.CreateContext(new ModelParams(folder["small.gguf"]) { GpuLayerCount = 0, ContextSize = TinyLlama.Context, Threads = 1 });
        Assert.That(LlamaReadsFrugalTests.Answer(context, context.Tokenize("a"), count: 2), Has.Count.EqualTo(2));
    }

    [Test]
    public void What_cannot_be_quantised_is_refused_and_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        var (q4, q8) = (LlamaFileType.Named("q4_k_m"), LlamaFileType.Named("Q8_0"));
        TinyLlama.Writer(GgufType.F16).Save(folder["f16.gguf"]);
        TinyLlama.Writer(GgufType.F16, width: 96).Save(folder["narrow.gguf"]);
        new GgufWriter("llama").Save(folder["vocabulary.gguf"]);
        new GgufWriter("no-such-architecture").Add("a.weight", [256, 2], GgufType.F32, new float[512]).Save(folder["unknown.gguf"]);
        LlamaQuantizer.Quantize(folder["f16.gguf"], folder["q8.gguf"], q8, threads: 1);
        var files = Directory.GetFiles(folder.Path);

        Assert.Multiple(() =>
        {
            Refused("q8.gguf", q4, "already quantised");
            Refused("narrow.gguf", q4, "'token_embd.weight' has rows of 96 weights; Q4_K_M needs a multiple of 256. Choose Q8_0, Q4_0 or F16");
            Refused("vocabulary.gguf", q8, "no tensors");
            Refused("unknown.gguf", q8, "no-such-architecture");
            Refused("missing.gguf", q8, "no such file");
            Assert.That(Assert.Throws<FrugalException>(() => LlamaQuantizer.Quantize(folder["f16.gguf"], folder["f16.gguf"], q8))!.Message, Does.Contain("both input and output"));
            Assert.That(Assert.Throws<FrugalException>(() => LlamaFileType.Named("Q9"))!.Message, Does.Contain("Q4_K_M"));
            Assert.That(Directory.GetFiles(folder.Path), Is.EquivalentTo(files));
        });

        void Refused(string input, LlamaFileType type, string why) =>
            Assert.That(Assert.Throws<FrugalException>(() => LlamaQuantizer.Quantize(folder[input], folder["out.gguf"], type, threads: 1))!.Message, Does.Contain(why).And.Not.Contain("\n"));
    }

    /// <summary>The tensor's bytes are those of ggml's quantiser, and its floats those of ggml.</summary>
    private static void AssertQuantized(GgufFile file, GgufTensor tensor, float[] original)
    {
        var bytes = file.Data(tensor).ToArray();
        if (tensor.Type == GgufType.F32)
        {
            Assert.That(file.Floats(tensor), Is.EqualTo(original), tensor.Name);
            return;
        }

        Assert.That(bytes, Is.EqualTo(tensor.Type.IsQuantized ? Ggml.Quantize(tensor.Type, original, (int)tensor.RowLength) : Ggml.Round(tensor.Type, original)), tensor.Name);
        GgmlAgreementTests.AssertSame(file.Floats(tensor), Ggml.Dequantize(tensor.Type, bytes), tensor.Name);
    }

    /// <summary>All elements of a value.</summary>
    private static string Text(GgufValue value) => value.ElementType switch
    {
        GgufValueType.String => string.Join("|", value.Elements<string>()),
        GgufValueType.Float32 => string.Join("|", value.Elements<float>()),
        GgufValueType.Int32 => string.Join("|", value.Elements<int>()),
        _ => value.ToString(),
    };
}
