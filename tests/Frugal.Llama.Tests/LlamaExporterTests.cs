using Frugal.Architectures;
using Frugal.Gguf;
using Frugal.Tests.Shared.Texts;
using Frugal.Texts;
using static TorchSharp.torch;

namespace Frugal.Llama.Tests;

/// <summary>llama.cpp runs a model that was trained here: same tokens, same logits.</summary>
[NeedsLlamaCpp]
public class LlamaExporterTests
{
    private const string Prompt = "Le chat dort, the cat doesn't. 🙂 L'été !";

    private static readonly string[] Texts =
    [
        "", "Bonjour, je m'appelle Éloïse ; j'ai 25 ans et ça va très bien !", "The cats don't mind: they've slept 12.5 hours, haven't they?", "Élève   de  BTS\n\n\tSIO\r\n  ", " leading", "trailing ", "   ",
        "emoji 🙂👩‍👩‍👧 🇫🇷", "漢字 שלום ½ ² Ⅷ", "𝐀𝐁 𝐂1", "e\u0301 \u00a0\u3000\u2028x", "<|end|> is text", "x\u0001\u007f\u00ad\u200b", "«\u202foui\u202f» — œuvre…",
    ];

    [TestCase(4, 2, true, 10_000)]
    [TestCase(4, 4, false, 10_000)]
    [TestCase(8, 1, true, 500)]
    public void Logits_are_those_of_TorchSharp(int heads, int keyValueHeads, bool tied, double rotaryBase)
    {
        using var exported = new ExportedLlama(ExportedLlama.Shape with { Heads = heads, KeyValueHeads = keyValueHeads, TiedEmbedding = tied, RotaryBase = rotaryBase });
        using var weights = LlamaRuns.Load(exported.Path);
        var tokens = new BytePairTokenizer(exported.Vocabulary).Encode(Prompt);

        var (expected, actual) = (exported.Logits(tokens), LlamaRuns.Logits(weights, exported.Path, tokens));

        Assert.That(tokens, Has.Length.InRange(20, 60));
        var spread = Spread(expected);
        Assert.That(Difference(expected, actual) / spread, Is.LessThanOrEqualTo(1e-3));
        Assert.That(Difference(expected, exported.Logits([.. tokens.Reverse()])) / spread, Is.GreaterThan(1), "the weights are too small to test anything");
    }

    [Test]
    public void F16_rounds_the_matrices_alone()
    {
        using var exported = new ExportedLlama(export: new LlamaExportOptions());
        using var file = GgufFile.Open(exported.Path);
        using var weights = LlamaRuns.Load(exported.Path);
        var tokens = new BytePairTokenizer(exported.Vocabulary).Encode(Prompt);

        var (expected, actual) = (exported.Logits(tokens), LlamaRuns.Logits(weights, exported.Path, tokens));

        Assert.That(Difference(expected, actual) / Spread(expected), Is.InRange(1e-6, 0.05));
        Assert.That(file.Tensors.Select(tensor => tensor.Type == (tensor.Shape.Count == 1 ? GgufType.F32 : GgufType.F16)), Has.All.True);
        Assert.That(file.Weights, Is.EqualTo(exported.Model.parameters().Sum(parameter => parameter.numel())));
        Assert.That((file.Metadata.Integer(GgufKeys.FileType), file.Metadata.Text("tokenizer.ggml.pre")), Is.EqualTo(((long?)1, "gpt-2")));
    }

    [TestCaseSource(nameof(Texts))]
    public void A_text_has_the_same_tokens_in_llama_cpp(string text)
    {
        using var exported = new ExportedLlama();
        using var weights = LlamaRuns.Load(exported.Path);
        var tokenizer = new BytePairTokenizer(exported.Vocabulary);

        var tokens = weights.Tokenize(text, add_bos: false, special: false, System.Text.Encoding.UTF8).Select(token => (int)token).ToArray();

        Assert.That(tokens, Is.EqualTo(tokenizer.Encode(text)));
    }

    [Test]
    public void Any_text_has_the_same_tokens_in_llama_cpp()
    {
        using var exported = new ExportedLlama();
        using var weights = LlamaRuns.Load(exported.Path);
        var tokenizer = new BytePairTokenizer(exported.Vocabulary);

        // llama.cpp takes a text up to its first U+0000.
        Property.Holds(SampleTexts.Any, given =>
        {
            var text = given.Replace("\0", "");
            Assert.That(weights.Tokenize(text, add_bos: false, special: false, System.Text.Encoding.UTF8).Select(token => (int)token), Is.EqualTo(tokenizer.Encode(text)), text);
        });
    }

    [Test]
    public void Special_tokens_reach_llama_cpp()
    {
        using var exported = new ExportedLlama(export: new LlamaExportOptions { Begin = "<|begin|>", EndOfTurn = "<|user|>", Name = "petit", ChatTemplate = "{{ messages[0].content }}" });
        using var weights = LlamaRuns.Load(exported.Path);
        var tokenizer = new BytePairTokenizer(exported.Vocabulary);
        const string Chat = "<|user|>Le chat<|end|>";

        var tokens = weights.Tokenize(Chat, add_bos: true, special: true, System.Text.Encoding.UTF8).Select(token => (int)token).ToArray();

        Assert.That(tokens, Is.EqualTo((int[])[2, .. tokenizer.EncodeWithSpecials(Chat)]));
        Assert.That(((int?)weights.Vocab.BOS, (int?)weights.Vocab.EOS, (int?)weights.Vocab.EOT, weights.Vocab.ShouldAddBOS), Is.EqualTo(((int?)2, (int?)0, (int?)1, true)));
        Assert.That((weights.Metadata[GgufKeys.Name], weights.Metadata["tokenizer.chat_template"]), Is.EqualTo(("petit", "{{ messages[0].content }}")));
    }

    [Test]
    public void Without_a_begin_token_none_is_added()
    {
        using var exported = new ExportedLlama();
        using var weights = LlamaRuns.Load(exported.Path);

        Assert.That(weights.Tokenize("chat", add_bos: true, special: true, System.Text.Encoding.UTF8).Select(token => (int)token), Is.EqualTo(new BytePairTokenizer(exported.Vocabulary).Encode("chat")));
        Assert.That(((int?)weights.Vocab.EOS, weights.Vocab.ShouldAddBOS, weights.Vocab.ShouldAddEOS), Is.EqualTo(((int?)0, false, false)));
    }

    [Test]
    public void An_exported_model_can_be_quantised()
    {
        using var exported = new ExportedLlama(export: new LlamaExportOptions());
        using var output = new TemporaryFile("q4.gguf");

        LlamaQuantizer.Quantize(exported.Path, output.Path, LlamaFileType.Named("Q4_K_M"), threads: 1);

        using var file = GgufFile.Open(output.Path);
        Assert.That(file.Types.Select(use => use.Type), Does.Contain(GgufType.Q4_K));
    }

    [Test]
    public void What_llama_cpp_could_not_run_is_refused()
    {
        using var folder = new TemporaryFolder();
        var vocabulary = BytePairTrainer.Train([]);
        using var model = new LlamaModel(ExportedLlama.Shape with { Vocabulary = 257, Blocks = 1 });
        using var larger = new LlamaModel(ExportedLlama.Shape with { Vocabulary = 300, Blocks = 1 });

        Refused(larger, new(), "the model has 300 tokens, and the vocabulary 257");
        Refused(model, new() { Type = GgufType.Q8_0 }, "Type is Q8_0; it must be F16 or F32");
        Refused(model, new() { End = "<|eos|>" }, "'<|eos|>' is not a special token");
        Fill(1e5f);
        Refused(model, new(), "tensor 'blk.0.attn_q.weight' has the weight 100000, which F16 cannot hold. Export as F32");
        Fill(float.NaN);
        Refused(model, new(), "the weight NaN, which F16 cannot hold. The training has diverged");
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);

        void Fill(float value)
        {
            using var _ = no_grad();
            model.state_dict()["blocks.0.attention.query.weight"].fill_(value);
        }

        void Refused(LlamaModel given, LlamaExportOptions options, string why) =>
            Assert.That(Assert.Throws<FrugalException>(() => LlamaExporter.Export(given, vocabulary, folder["out.gguf"], options))!.Message, Does.Contain(why).And.Not.Contain("\n"));
    }

    private static double Difference(float[][] expected, float[][] actual) => expected.Zip(actual, (a, b) => a.Zip(b, (x, y) => (double)Math.Abs(x - y)).Max()).Max();

    /// <summary>The standard deviation of all logits.</summary>
    private static double Spread(float[][] logits)
    {
        var values = logits.SelectMany(row => row).Select(value => (double)value).ToArray();
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
