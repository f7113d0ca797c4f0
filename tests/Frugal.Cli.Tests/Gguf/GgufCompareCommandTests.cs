using System.Text.Json;
using Frugal.Cli.Commands.Gguf;
using Frugal.Cli.Rendering;
using Frugal.Gguf;
using Frugal.Llama;
using Frugal.Llama.Tests;
using Frugal.Measuring;

namespace Frugal.Cli.Tests.Gguf;

[Parallelizable]
public class GgufCompareCommandTests
{
    [Test, NeedsLlamaCpp]
    public void Two_files_are_compared_on_a_text_of_ones_own()
    {
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F16).Save(folder["f16.gguf"]);
        LlamaQuantizer.Quantize(folder["f16.gguf"], folder["q8.gguf"], LlamaFileType.Named("Q8_0"), threads: 1);
        folder.Write("text.txt", "Le chat dort sur le canapé. The cat sleeps on the sofa, all day long."u8.ToArray());

        var (code, text, error) = CommandRun.Of(GgufCommand.Create(), "gguf", "compare", folder["f16.gguf"], folder["q8.gguf"], "--text", folder["text.txt"], "--threads", "1", "--window", "32", "--json");

        Assert.That(code, Is.Zero, error);
        var root = JsonDocument.Parse(text).RootElement;
        var (reference, other) = (root.GetProperty("reference"), root.GetProperty("other"));
        Assert.That(root.GetProperty("tokens").GetInt32(), Is.GreaterThan(60));
        Assert.That(root.GetProperty("kl_divergence").GetDouble(), Is.InRange(1e-9, 0.05));
        Assert.That(root.GetProperty("same_top").GetDouble(), Is.InRange(0.5, 1));
        Assert.That(other.GetProperty("bits_per_weight").GetDouble(), Is.LessThan(reference.GetProperty("bits_per_weight").GetDouble()));
        Assert.That(new[] { reference, other }.Select(file => file.GetProperty("ram_anonymous_bytes").GetInt64() + file.GetProperty("ram_file_bytes").GetInt64()), Has.All.GreaterThan(100_000));
        Assert.That(new[] { reference, other }.SelectMany(file => new[] { "perplexity", "read_tokens_per_second", "write_tokens_per_second" }.Select(name => file.GetProperty(name).GetDouble())), Has.All.GreaterThan(1));
        Assert.That(error, Does.Contain("Comparing predictions: 100%"));
    }

    [Test]
    public void The_table_shows_both_files_side_by_side()
    {
        var report = new LlamaComparisonReport(
            new LlamaFileFigures("model-f16.gguf", 11_561_234, 16.02, 12.3456, 5123.44, 310.22), new LlamaFileFigures("model-q4_k_m.gguf", 3_712_448, 5.14, 12.7891, 4410.08, 588.9), 1234, 0.034567, 0.9271);

        GoldenConsole.Check("gguf-compare.txt", new LlamaComparisonTable(report, Memory(1.3, 11.5), Memory(4.9, 3.6)).Content());

        static MemoryUse Memory(double anonymous, double file) => new(new MemorySnapshot(new ByteSize((long)(anonymous * 1e6)), new ByteSize((long)(file * 1e6))), default, default, true);
    }

    [Test, NeedsLlamaCpp]
    public void Files_of_different_models_are_one_line()
    {
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F16).Save(folder["f16.gguf"]);
        new GgufWriter("llama").Set(GgufKeys.TokenizerModel, "gpt2").Set(GgufKeys.Tokens, GgufValue.OfArray(["a", "b"])).Save(folder["other.gguf"]);

        var (code, text, error) = CommandRun.Of(GgufCommand.Create(), "gguf", "compare", folder["f16.gguf"], folder["other.gguf"]);

        Assert.That((code, text, error.Trim().Split('\n').Length), Is.EqualTo((1, "", 1)));
        Assert.That(error, Does.Contain("(260 tokens) and ").And.Contain("(2 tokens) have different vocabularies"));
    }

    [Test]
    public void A_missing_text_is_one_line()
    {
        var (code, _, error) = CommandRun.Of(GgufCommand.Create(), "gguf", "compare", "a.gguf", "b.gguf", "--text", "missing.txt");

        Assert.That((code, error.Trim().Split('\n').Length), Is.EqualTo((1, 1)));
        Assert.That(error, Does.StartWith("frugal: missing.txt: cannot be read"));
    }
}
