using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;

namespace Frugal.Tests.Quantization;

public class MixedPrecisionTests
{
    private static readonly float[] Input = TestModels.Numbers(4 * 8 * 8 * 8, seed: 1);

    [Test]
    public void A_layers_sensitivity_is_the_error_of_the_model_with_that_layer_alone_rounded()
    {
        var model = Model();

        var layers = SensitivityAnalysis.Measure(model, Batches(Input, 4, 8, 8, 8));

        var copy = model.Clone();
        var graph = new Graph(copy.Proto.Graph);
        var second = WeightedLayer.All(graph)[1];
        second.Rounded(QuantizationFormat.Int4, perChannel: true).CopyTo(second.Weight, 0);
        second.Store(graph);
        var (expected, actual) = (TestModels.Run(model, Input, 4, 8, 8, 8), TestModels.Run(copy, Input, 4, 8, 8, 8));
        var error = expected.Zip(actual, (a, b) => Math.Pow(a - b, 2)).Sum() / expected.Sum(x => Math.Pow(x, 2));
        Assert.That(layers.Select(layer => layer.Weights), Is.EqualTo(new[] { 8 * 16 * 9, 16 * 16 * 9, 16 * 8 * 9 }));
        Assert.That(layers[1].Error4, Is.EqualTo(error).Within(0.01).Percent);
        Assert.That(layers, Has.All.Matches<LayerSensitivity>(layer => layer!.Error8 < 0.05 * layer.Error4));
    }

    [Test]
    public void A_choice_keeps_its_budget_and_is_close_to_the_best_of_all_choices()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 50; trial++)
        {
            LayerSensitivity[] layers = [.. Enumerable.Range(0, 10).Select(i => new LayerSensitivity($"l{i}", "Conv", random.Next(100, 10_000), random.NextDouble() * 1e-5, random.NextDouble() * random.NextDouble() * 0.1))];
            var all = layers.Sum(layer => layer.Weights);
            var budget = all * 6 / 10 + random.NextInt64(all * 4 / 10);

            var choice = MixedPrecision.Choose(layers, new ByteSize(budget));

            var best = Enumerable.Range(0, 1 << layers.Length).Where(four => Bytes(layers, four) <= budget).Min(four => layers.Select((layer, i) => (four >> i & 1) == 1 ? layer.Error4 : layer.Error8).Sum());
            Assert.That(choice.Met && choice.Weights.Bytes <= budget, Is.True);
            Assert.That(choice.Error, Is.LessThanOrEqualTo(2 * best + 1e-4), $"trial {trial}");
        }
    }

    [Test]
    public void A_budget_that_cannot_be_met_gives_the_smallest_choice_and_says_so()
    {
        var choice = MixedPrecision.Choose([new("a", "Conv", 1000, 0, 0.1), new("b", "Conv", 500, 0, 0.1)], new ByteSize(100));

        Assert.That((choice.Met, choice.Weights.Bytes), Is.EqualTo((false, 750L)));
        Assert.That(choice.LayerBits.Values, Has.All.EqualTo(WeightBits.Four));
    }

    [Test]
    public void Layers_of_different_bits_lie_in_one_file_and_run_in_int8_kernels()
    {
        var model = Model();
        var names = SensitivityAnalysis.Measure(model, Batches(Input, 4, 8, 8, 8)).Select(layer => layer.Node).ToArray();
        OnnxModel Of(params string[] four) => StaticQuantizer.Quantize(model, Batches(Input, 4, 8, 8, 8), new QuantizationOptions { LayerBits = four.ToDictionary(name => name, _ => WeightBits.Four) }).Model;

        var (eight, mixed, all) = (Of(), Of(names[1]), Of(names));

        Assert.That(mixed.Metadata.Format, Is.EqualTo("int8+int4"));
        Assert.That(eight.ToBytes().Length - mixed.ToBytes().Length, Is.InRange(900, 1152));
        Assert.That(mixed.ToBytes().Length, Is.GreaterThan(all.ToBytes().Length));
        Assert.That(TestModels.Optimized(mixed), Does.Not.Contain("Conv").And.Not.Contains("Cast"));
    }

    private static long Bytes(LayerSensitivity[] layers, int four) => layers.Select((layer, i) => layer.Weights - ((four >> i & 1) == 1 ? layer.Weights / 2 : 0)).Sum();

    private static OnnxModel Model() => TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Relu(g.Convolution(g.Relu(g.Convolution(x, 8, 16, 1)), 16, 16, 3)), 16, 8, 5));
}
