using Frugal.Gguf;
using Frugal.Texts;

namespace Frugal.Llama.Tests;

[NeedsLlamaCpp]
public class LlamaComparisonTests
{
    private static readonly LlamaComparisonOptions Options = new() { Window = 48, Text = "Le chat dort sur le canapé, et la chatte dort près du chat. The cat sleeps on the sofa; cats sleep all day long, and they don't mind the rain." };

    [Test]
    public void A_file_compared_with_itself_predicts_the_same()
    {
        using var exported = new ExportedLlama();
        var shares = new List<double>();

        var report = LlamaComparison.Run(exported.Path, exported.Path, Options, shares.Add);

        Assert.That(report.Divergence, Is.LessThan(1e-9));
        Assert.That(report.SameTop, Is.EqualTo(1));
        Assert.That(report.Other.Perplexity, Is.EqualTo(report.Reference.Perplexity).Within(1e-9).Percent);
        Assert.That(report.Tokens, Is.EqualTo(new BytePairTokenizer(exported.Vocabulary).Encode(Options.Text).Length - 1));
        Assert.That(new[] { report.Reference.ReadSpeed, report.Reference.WriteSpeed, report.Other.ReadSpeed, report.Other.WriteSpeed }, Has.All.GreaterThan(0));
        Assert.That((report.Reference.Bytes, shares[^1], shares), Is.EqualTo((new FileInfo(exported.Path).Length, 1.0, shares.Order())));
    }

    [Test]
    public void Perplexity_is_that_of_TorchSharps_logits()
    {
        using var exported = new ExportedLlama();
        var tokens = new BytePairTokenizer(exported.Vocabulary).Encode(Options.Text)[..40];
        var text = new BytePairTokenizer(exported.Vocabulary).Decode(tokens);
        var logits = exported.Logits(tokens);

        var report = LlamaComparison.Run(exported.Path, exported.Path, Options with { Text = text });

        var loss = Enumerable.Range(1, tokens.Length - 1).Average(token => Math.Log(logits[token - 1].Sum(logit => Math.Exp(logit))) - logits[token - 1][tokens[token]]);
        Assert.That(Math.Log(report.Reference.Perplexity), Is.EqualTo(loss).Within(0.02));
        Assert.That(loss, Is.GreaterThan(3));
    }

    [Test]
    public void Names_of_special_tokens_are_text_unless_the_options_say_otherwise()
    {
        using var exported = new ExportedLlama();
        var tokenizer = new BytePairTokenizer(exported.Vocabulary);
        var text = $"<|user|>{Options.Text}<|end|>";

        Assert.That(Tokens(special: false), Is.EqualTo(tokenizer.Encode(text).Length - 1));
        Assert.That(Tokens(special: true), Is.EqualTo(tokenizer.EncodeWithSpecials(text).Length - 1));

        long Tokens(bool special) => LlamaComparison.Run(exported.Path, exported.Path, Options with { Text = text, SpecialTokens = special }).Tokens;
    }

    [Test]
    public void Fewer_bits_predict_less_alike()
    {
        using var exported = new ExportedLlama(export: new LlamaExportOptions());
        using var folder = new TemporaryFolder();
        var reports = new[] { "Q8_0", "Q4_0" }.Select(type =>
        {
            LlamaQuantizer.Quantize(exported.Path, folder[type], LlamaFileType.Named(type), threads: 1);
            return LlamaComparison.Run(exported.Path, folder[type], Options);
        }).ToList();

        Assert.That(reports[0].Divergence, Is.InRange(1e-9, 0.05));
        Assert.That(reports[1].Divergence, Is.GreaterThan(3 * reports[0].Divergence));
        Assert.That(reports.Select(report => report.Other.BitsPerWeight), Is.Ordered.Descending.And.All.LessThan(16));
    }

    [Test]
    public void A_begin_token_is_read_before_each_window()
    {
        using var exported = new ExportedLlama(export: new LlamaExportOptions { Type = GgufType.F32, Begin = "<|begin|>" });
        var tokens = new BytePairTokenizer(exported.Vocabulary).Encode(Options.Text)[..40];
        var logits = exported.Logits([2, .. tokens]);

        var report = LlamaComparison.Run(exported.Path, exported.Path, Options with { Text = new BytePairTokenizer(exported.Vocabulary).Decode(tokens) });

        var loss = Enumerable.Range(1, tokens.Length - 1).Average(token => Math.Log(logits[token].Sum(logit => Math.Exp(logit))) - logits[token][tokens[token]]);
        Assert.That(Math.Log(report.Reference.Perplexity), Is.EqualTo(loss).Within(0.02));
    }

    [Test]
    public void What_cannot_be_compared_is_refused_in_one_line()
    {
        using var exported = new ExportedLlama();
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F16).Save(folder["tiny.gguf"]);
        new GgufWriter("llama").Save(folder["empty.gguf"]);
        new GgufWriter("no-such-architecture").Set(GgufKeys.Tokens, GgufValue.OfArray<string>(["a"])).Add("a.weight", [256, 2], GgufType.F32, new float[512]).Save(folder["unknown.gguf"]);

        Assert.Multiple(() =>
        {
            Refused(exported.Path, folder["tiny.gguf"], Options, "(260 tokens) have different vocabularies. Compare two files of the same model");
            Refused(exported.Path, exported.Path, Options with { Text = "Le chat." }, "tokens; at least 32 are needed");
            Refused(exported.Path, exported.Path, Options with { Window = 8 }, "Window is 8; it must be 16 to 32,768");
            Refused(exported.Path, exported.Path, Options with { Threads = 0 }, "Threads is 0");
            Refused(folder["empty.gguf"], folder["empty.gguf"], Options, "tokenizer.ggml.tokens");
            Refused(folder["unknown.gguf"], folder["unknown.gguf"], Options, "llama.cpp could not load it");
        });

        static void Refused(string reference, string other, LlamaComparisonOptions options, string why) =>
            Assert.That(Assert.Throws<FrugalException>(() => LlamaComparison.Run(reference, other, options))!.Message, Does.Contain(why).And.Not.Contain("\n"));
    }

    [Test]
    public void The_default_text_is_in_two_languages_and_long_enough()
    {
        Assert.That(ComparisonText.Default, Does.Contain("The bridge").And.Contain("grand-mère").And.Not.Contain("\r"));
        Assert.That(ComparisonText.Default.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Has.Length.GreaterThan(800));
    }

    [Test]
    public void Memory_of_a_model_is_measured()
    {
        using var exported = new ExportedLlama();

        var use = LlamaMemory.Measure(exported.Path, threads: 1);

        Assert.That(use.Model.Anonymous.Bytes + use.Model.File.Bytes, Is.GreaterThan(0));
        Assert.That(use.Load.Value, Is.GreaterThan(0));
    }
}
