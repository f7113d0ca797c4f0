using Frugal.Gguf;

namespace Frugal.Tests.Gguf;

public class RandomLlamaTests
{
    [Test]
    public void A_file_has_the_tensors_of_its_shape_and_says_that_its_weights_are_random()
    {
        using var folder = new TemporaryFolder();
        var shape = LlamaShape.Named("TINY");

        RandomLlama.Write(shape, GgufType.F16, folder["tiny.gguf"]);

        using var file = GgufFile.Open(folder["tiny.gguf"]);
        Assert.That(file.Weights, Is.EqualTo(shape.Parameters).And.EqualTo(2L * 32_000 * 256 + 4 * (2 * 256 * 256 + 2 * 256 * 128 + 3 * 256 * 768 + 2 * 256) + 256));
        Assert.That(file.Metadata[RandomLlama.Mark].As<bool>(), Is.True);
        Assert.That(file.Metadata["general.description"].As<string>(), Does.StartWith("Random weights"));
        Assert.That(file.Metadata.Integer("llama.block_count"), Is.EqualTo(4));
        Assert.That(file.Metadata[GgufKeys.Tokens].Elements<string>().Distinct().Count(), Is.EqualTo(32_000));
        var weights = file.Floats(file.Tensor("blk.0.ffn_down.weight"));
        Assert.That(weights.Average(), Is.EqualTo(0).Within(2e-4));
        Assert.That(Math.Sqrt(weights.Average(weight => (double)weight * weight)), Is.EqualTo(0.02).Within(5e-4));
        Assert.That(file.Floats(file.Tensor("blk.3.attn_norm.weight")), Has.All.EqualTo(1));
    }

    [Test]
    public void The_seed_determines_the_weights()
    {
        using var folder = new TemporaryFolder();
        var shape = LlamaShape.Named("tiny");

        RandomLlama.Write(shape, GgufType.F16, folder["first.gguf"], seed: 5);
        RandomLlama.Write(shape, GgufType.F16, folder["again.gguf"], seed: 5);
        RandomLlama.Write(shape, GgufType.F16, folder["other.gguf"], seed: 6);

        Assert.That(Same("again.gguf"), Is.True);
        Assert.That(Same("other.gguf"), Is.False);

        bool Same(string name) => File.ReadAllBytes(folder[name]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["first.gguf"]));
    }

    [Test]
    public void Halves_are_the_floats_rounded()
    {
        using var folder = new TemporaryFolder();
        var shape = LlamaShape.Named("tiny");
        RandomLlama.Write(shape, GgufType.F16, folder["16.gguf"]);
        RandomLlama.Write(shape, GgufType.F32, folder["32.gguf"]);

        using var halves = GgufFile.Open(folder["16.gguf"]);
        using var floats = GgufFile.Open(folder["32.gguf"]);

        Assert.That(halves.Floats(halves.Tensor("output.weight")).SequenceEqual(floats.Floats(floats.Tensor("output.weight")).Select(weight => (float)(Half)weight)), Is.True);
    }

    [TestCase("134m", 0.13, 0.138)]
    [TestCase("1b", 1.0, 1.2)]
    [TestCase("3b", 2.9, 3.3)]
    [TestCase("7b", 6.9, 7.4)]
    public void Shapes_have_about_the_weights_that_their_names_say_in_rows_for_K_quants(string name, double least, double most)
    {
        var shape = LlamaShape.Named(name);

        Assert.That(shape.Parameters / 1e9, Is.InRange(least, most));
        Assert.That(shape.Tensors().Select(tensor => tensor.Columns % 256), Has.All.Zero);
        Assert.That(shape.Heads % shape.KeyValueHeads, Is.Zero);
    }

    [Test]
    public void What_is_not_possible_is_named()
    {
        using var folder = new TemporaryFolder();

        Assert.That(() => LlamaShape.Named("2b"), Throws.TypeOf<FrugalException>().With.Message.EqualTo("Unknown size '2b' of a language model. Choose one of: tiny, 134m, 1b, 3b, 7b."));
        Assert.That(() => RandomLlama.Write(LlamaShape.Named("tiny"), GgufType.Q8_0, folder["q.gguf"]), Throws.TypeOf<FrugalException>().With.Message.Contains("not as Q8_0"));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }
}
