using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Architectures.LanguageModels;

public class LlamaModelTests
{
    private static readonly LlamaOptions Small = new() { Vocabulary = 23, Context = 12, Width = 16, Heads = 4, KeyValueHeads = 2, Blocks = 2, FeedForward = 24, RowMultiple = 8 };
    private static readonly long[] Text = [3, 9, 4, 4, 22, 0, 17];

    [TestCase(4, 2, true)]
    [TestCase(4, 4, true)]
    [TestCase(4, 1, false)]
    [TestCase(1, 1, false)]
    public void Logits_are_those_of_a_naive_version(int heads, int keyValueHeads, bool tied)
    {
        using var scope = NewDisposeScope();
        using var model = Create(Small with { Heads = heads, KeyValueHeads = keyValueHeads, TiedEmbedding = tied, RotaryBase = 100 });
        var texts = new[] { Text, [.. Text.Reverse()] };

        var logits = model.call(tensor(texts.SelectMany(text => text).ToArray(), [2, Text.Length]));

        Assert.That(logits.shape, Is.EqualTo(new long[] { 2, Text.Length, Small.Vocabulary }));
        Assert.That(logits.dtype, Is.EqualTo(ScalarType.Float32));
        var expected = texts.SelectMany(text => new NaiveLlama(model).Logits(text)).SelectMany(row => row).ToArray();
        var largest = expected.Max(Math.Abs);
        Assert.That(expected.Zip(logits.data<float>(), (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(2e-5 * largest));
        Assert.That(largest, Is.GreaterThan(1), "the weights are too small to test anything");
    }

    [Test]
    public void A_tokens_logits_do_not_depend_on_later_tokens()
    {
        using var scope = NewDisposeScope();
        using var model = Create(Small);
        for (var changed = 1; changed < Text.Length; changed++)
        {
            var other = Text.ToArray();
            other[changed] = (other[changed] + 1) % Small.Vocabulary;

            var (before, after) = (Logits(model, Text), Logits(model, other));

            var unchanged = changed * Small.Vocabulary;
            Assert.That(before.Take(unchanged).Zip(after, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(1e-5f));
            Assert.That(before.Skip(unchanged).Zip(after.Skip(unchanged), (a, b) => Math.Abs(a - b)).Max(), Is.GreaterThan(1e-2f));
        }
    }

    [Test]
    public void Every_weight_gets_a_gradient()
    {
        using var scope = NewDisposeScope();
        using var model = Create(Small with { TiedEmbedding = false });

        model.call(tensor(Text, [1, Text.Length])).square().sum().backward();

        Assert.That(model.named_parameters().Where(pair => pair.parameter.grad is not { } grad || grad.abs().max().item<float>() is not > 0).Select(pair => pair.name), Is.Empty);
    }

    [Test]
    public void The_same_seed_gives_the_same_weights_of_the_stated_spread()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var first = new LlamaModel(Small with { Width = 64 });
        manual_seed(5);
        using var second = new LlamaModel(Small with { Width = 64 });

        Assert.That(first.state_dict().Zip(second.state_dict(), (a, b) => a.Value.equal(b.Value).all().item<bool>()), Has.All.True);
        Assert.That(first.state_dict()["blocks.0.attention.query.weight"].std().item<float>(), Is.EqualTo(0.02f).Within(0.001f));
        Assert.That(first.state_dict()["blocks.1.attention.output.weight"].std().item<float>(), Is.EqualTo(0.01f).Within(0.0005f));
        Assert.That(first.state_dict()["normalization.weight"].data<float>().ToArray(), Has.All.EqualTo(1));
    }

    [Test]
    public void The_default_has_the_documented_number_of_parameters()
    {
        using var model = new LlamaModel();

        Assert.That(model.parameters().Sum(parameter => parameter.numel()), Is.EqualTo(5_770_496));
        Assert.That(model.state_dict()["tokens.weight"].numel(), Is.EqualTo(1_048_576));
    }

    [Test]
    public void Options_out_of_range_are_refused_with_range_and_remedy() => Assert.Multiple(() =>
    {
        Refused(new() { Width = 200 }, "Width is 200; it must be a multiple of the RowMultiple 256");
        Refused(new() { FeedForward = 700 }, "FeedForward is 700; it must be a multiple of the RowMultiple 256");
        Refused(new() { Heads = 3 }, "Heads is 3; it must be such that each head gets an even share of the Width 256");
        Refused(new() { Width = 512, Heads = 512 }, "even share");
        Refused(new() { Heads = 4, KeyValueHeads = 3 }, "KeyValueHeads is 3; it must be a divisor of Heads, which is 4");
        Refused(new() { Vocabulary = 1 }, "Vocabulary is 1; it must be 2 to 1000000");
        Refused(new() { Epsilon = 0 }, "Epsilon is 0");
        Refused(new() { RotaryBase = 1 }, "RotaryBase is 1");
    });

    [Test]
    public void A_text_longer_than_the_context_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = Create(Small);

        Assert.That(Assert.Throws<FrugalException>(() => model.call(zeros(1, 13, ScalarType.Int64)))!.Message, Does.Contain("the shape (1, 13)").And.Contain("1 to 12 tokens"));
        Assert.That(Assert.Throws<FrugalException>(() => model.call(zeros(12, ScalarType.Int64)))!.Message, Does.Contain("the shape (12)"));
    }

    /// <summary>A model with large weights, also in its norms, so that every part of it shows in the logits.</summary>
    private static LlamaModel Create(LlamaOptions options)
    {
        var model = new LlamaModel(options);
        using var _ = no_grad();
        using var generator = new Generator(7);
        foreach (var parameter in model.parameters())
        {
            parameter.copy_(randn(parameter.shape, generator: generator).mul(parameter.dim() == 1 ? 0.3 : 0.4).add(parameter.dim() == 1 ? 1 : 0));
        }

        return model;
    }

    private static float[] Logits(LlamaModel model, long[] text) => model.call(tensor(text, [1, text.Length])).data<float>().ToArray();

    private static void Refused(LlamaOptions options, string why) => Assert.That(Assert.Throws<FrugalException>(() => options.Validated())!.Message, Does.StartWith("Llama: ").And.Contain(why));
}
