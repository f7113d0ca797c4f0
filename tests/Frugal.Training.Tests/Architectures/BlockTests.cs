using System.Text.Json;
using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Architectures;

/// <summary>Each kind of block against the same block written with torch.nn; <c>blocks.golden.py</c> wrote the numbers.</summary>
public class BlockTests
{
    // float32 sums in another order: 2e-5 of the largest number is what can differ.
    private const double Tolerance = 2e-5;

    private static readonly Dictionary<string, Golden> Numbers = JsonSerializer.Deserialize<Dictionary<string, Golden>>(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Architectures", "blocks.golden.json")), JsonSerializerOptions.Web)!;

    private static IEnumerable<TestCaseData> Blocks()
    {
        yield return Case("separable", () => new SeparableConvolution(6, 8, stride: 2), channels: 6, size: 5);
        yield return Case("fire", () => new Fire(8, squeezed: 4, expanded: 6), channels: 8, size: 4);
        yield return Case("invertedRelu6", () => new InvertedResidual(new InvertedResidualShape(6, 24, 6) { Activation = Activation.Relu6 }), channels: 6, size: 4);
        yield return Case("invertedV3", () => new InvertedResidual(new InvertedResidualShape(8, 24, 8)
        {
            Kernel = 5,
            Activation = Activation.HardSwish,
            Squeeze = new SqueezeShape(8, Activation.Relu, Activation.HardSigmoid),
            Statistics = new BatchStatistics(Epsilon: 1e-3, Momentum: 0.1),
        }), channels: 8, size: 4);
        yield return Case("mbconv", () => new InvertedResidual(new InvertedResidualShape(8, 48, 10)
        {
            Stride = 2, Activation = Activation.Silu, Squeeze = new SqueezeShape(2, Activation.Silu, Activation.Sigmoid),
        }), channels: 8, size: 5);
        yield return Case("shuffle", () => new ShuffleUnit(8, 8, stride: 1), channels: 8, size: 4);
        yield return Case("shuffleDown", () => new ShuffleUnit(6, 16, stride: 2), channels: 6, size: 5);

        static TestCaseData Case(string name, Func<nn.Module<Tensor, Tensor>> block, int channels, int size) =>
            new TestCaseData(name, block, channels, size).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Blocks))]
    public void A_block_computes_what_PyTorch_computes(string name, Func<nn.Module<Tensor, Tensor>> create, int channels, int size)
    {
        using var scope = NewDisposeScope();
        using var block = GoldenFormula.Fill(create());
        block.eval();

        AssertGolden(name, block.call(tensor(GoldenFormula.Features(2, channels, size), [2, channels, size, size])));
    }

    [Test]
    public void The_text_transformer_computes_what_PyTorch_computes() =>
        AssertGolden("textTransformer", new TextTransformer(SmallTexts.Transformer));

    [Test]
    public void The_BiLSTM_computes_what_PyTorch_computes() => AssertGolden("biLstm", new BiLstm(SmallTexts.BiLstm));

    [Test]
    public void What_a_network_says_of_a_text_does_not_depend_on_the_padding_behind_it()
    {
        foreach (var network in new TextArchitecture[] { new TextTransformer(SmallTexts.Transformer), new BiLstm(SmallTexts.BiLstm) })
        {
            using (network)
            using (NewDisposeScope())
            {
                GoldenFormula.Fill(network).eval();
                var expected = network.call(tensor(new long[] { 3, 9, 4 }, [1, 3])).data<float>().ToArray();

                var padded = network.call(tensor(SmallTexts.Tokens, [3, 7])).data<float>().ToArray();

                Assert.That(padded[..3], Is.EqualTo(expected).Within(1e-5), network.GetName());
            }
        }
    }

    [Test]
    public void A_text_without_tokens_gives_the_classifier_s_bias_and_no_NaN()
    {
        using var network = GoldenFormula.Fill(new BiLstm(SmallTexts.BiLstm));
        using var scope = NewDisposeScope();
        network.eval();

        var logits = network.call(zeros([1, 4], ScalarType.Int64)).data<float>().ToArray();

        var bias = network.state_dict()["classifier.bias"].data<float>().ToArray();
        Assert.That(logits, Is.EqualTo(bias).Within(1e-6));
    }

    [Test]
    public void A_unit_that_cannot_be_shuffled_is_refused()
    {
        Assert.That(() => new ShuffleUnit(8, 9, stride: 2), Throws.TypeOf<FrugalException>().With.Message.Contains("9 out"));
        Assert.That(() => new ShuffleUnit(8, 16, stride: 1), Throws.TypeOf<FrugalException>().With.Message.Contains("at stride 1 the same"));
    }

    private static void AssertGolden(string name, TextArchitecture network)
    {
        using (network)
        using (NewDisposeScope())
        {
            GoldenFormula.Fill(network).eval();
            AssertGolden(name, network.call(tensor(SmallTexts.Tokens, [3, 7])));
        }
    }

    private static void AssertGolden(string name, Tensor actual)
    {
        var (shape, values) = Numbers[name];
        Assert.That(actual.shape, Is.EqualTo(shape));
        Assert.That(actual.detach().contiguous().data<float>().ToArray(), Is.EqualTo(values).Within(Tolerance * values.Max(Math.Abs)));
    }

    private sealed record Golden(long[] Shape, float[] Values);
}
