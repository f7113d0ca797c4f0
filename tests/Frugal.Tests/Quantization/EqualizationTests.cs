using Frugal.Onnx;
using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;

namespace Frugal.Tests.Quantization;

public class EqualizationTests
{
    private static readonly float[] Input = TestModels.Numbers(4 * 8 * 8 * 8, seed: 1);

    [Test]
    public void Equalised_layers_compute_the_same_and_share_their_ranges_channel_by_channel()
    {
        var model = Uneven();

        var equalized = CrossLayerEqualization.Apply(model);

        var expected = TestModels.Run(model, Input, 4, 8, 8, 8);
        Assert.That(TestModels.Difference(expected, TestModels.Run(equalized, Input, 4, 8, 8, 8)), Is.LessThan(1e-4f * expected.Max(Math.Abs)));
        var layers = WeightedLayer.All(new Graph(equalized.Proto.Graph));
        for (var pair = 0; pair + 1 < layers.Length; pair++)
        {
            var (first, second) = (layers[pair], layers[pair + 1]);
            var made = Enumerable.Range(0, first.Outputs).Select(c => first.Weight.Skip(c * first.Row).Take(first.Row).Max(Math.Abs)).ToArray();
            var used = Enumerable.Range(0, first.Outputs).Select(c => second.Weight.Where((_, i) => second.ChannelOf(i) == c).Max(Math.Abs)).ToArray();
            Assert.That(made.Zip(used, (r1, r2) => Math.Abs(Math.Log(r1 / r2))).Max(), Is.LessThan(0.01), $"pair {pair}");   // equation 11
        }
    }

    [Test]
    public void Equalisation_saves_a_network_of_uneven_channels_that_has_one_scale_a_weight()
    {
        var model = Uneven();
        var options = new QuantizationOptions { PerChannel = false };
        var expected = TestModels.Run(model, Input, 4, 8, 8, 8);
        float Lost(OnnxModel prepared) => TestModels.Difference(expected, TestModels.Run(StaticQuantizer.Quantize(prepared, Batches(Input, 4, 8, 8, 8), options).Model, Input, 4, 8, 8, 8));

        Assert.That(Lost(CrossLayerEqualization.Apply(model)), Is.LessThan(0.3f * Lost(model)));
    }

    [Test]
    public void A_clipping_and_a_branch_between_two_layers_keep_them_as_they_are()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) =>
        {
            var branch = g.Convolution(g.Node("Clip", [g.Convolution(x, 8, 8, 1), g.Constant("low", 0f), g.Constant("high", 6f)]), 8, 8, 3);
            return g.Add(g.Convolution(branch, 8, 8, 5), branch);
        });

        var equalized = CrossLayerEqualization.Apply(model);

        Assert.That(WeightedLayer.All(new Graph(equalized.Proto.Graph)).Select(layer => layer.Weight), Is.EqualTo(WeightedLayer.All(new Graph(model.Proto.Graph)).Select(layer => layer.Weight)));
    }

    [Test]
    public void Smoothing_computes_the_same_with_the_factors_of_the_paper()
    {
        var model = Transformer();
        var x = TestModels.Numbers(4 * 6 * 32, seed: 2);

        var smoothed = SmoothQuant.Apply(model, Batches(x, 4, 6, 32), alpha: 0.5);

        var expected = TestModels.Run(model, x, 4, 6, 32);
        Assert.That(TestModels.Difference(expected, TestModels.Run(smoothed, x, 4, 6, 32)), Is.LessThan(1e-3f * expected.Max(Math.Abs)));
        var (before, after) = (Gamma(model), Gamma(smoothed));
        using var seen = new Calibrator(model, [model.Proto.Graph.Node.First(node => node.OpType == "LayerNormalization").Output[0]]);
        using var values = seen.Run(Batches(x, 4, 6, 32).Batches(model).First());
        var normed = values[0].GetTensorDataAsSpan<float>().ToArray();
        var weights = model.Proto.Graph.Node.Where(node => node.OpType == "MatMul").Take(2).Select(node => TensorData.Floats(model.Proto.Graph.Initializer.First(tensor => tensor.Name == node.Input[1]))).ToArray();
        for (var j = 0; j < 32; j++)
        {
            var largestX = Enumerable.Range(0, normed.Length / 32).Max(row => Math.Abs(normed[row * 32 + j]));
            var largestW = weights.Max(weight => Enumerable.Range(0, 16).Max(o => Math.Abs(weight[j * 16 + o])));
            Assert.That(before[j] / after[j], Is.EqualTo(Math.Sqrt(largestX) / Math.Sqrt(largestW)).Within(0.1).Percent, $"channel {j}");
        }
    }

    [Test]
    public void Smoothing_makes_int8_of_a_transformer_with_outliers_more_exact()
    {
        var model = Transformer();
        var x = TestModels.Numbers(4 * 6 * 32, seed: 2);
        var expected = TestModels.Run(model, x, 4, 6, 32);
        double Lost(OnnxModel prepared) => TestModels.Run(StaticQuantizer.Quantize(prepared, Batches(x, 4, 6, 32)).Model, x, 4, 6, 32).Zip(expected, (a, b) => Math.Pow(a - b, 2)).Sum();

        Assert.That(Lost(SmoothQuant.Apply(model, Batches(x, 4, 6, 32))), Is.LessThan(0.5 * Lost(model)));
    }

    [Test]
    public void Where_a_residual_reads_the_normalisation_too_the_products_alone_are_smoothed()
    {
        var plain = Transformer();
        var norm = plain.Proto.Graph.Node.First(node => node.OpType == "LayerNormalization").Output[0];
        var model = plain.Clone();
        var last = model.Proto.Graph.Node.Last(node => node.Output[0] == model.Proto.Graph.Output[0].Name);
        model.Proto.Graph.Node.Add(new Frugal.Onnx.Wire.NodeProto { Name = "residual", OpType = "ReduceMax", Input = { norm }, Output = { "largest" }, Attribute = { new Frugal.Onnx.Wire.AttributeProto { Name = "keepdims", Type = Frugal.Onnx.Wire.AttributeProto.Types.AttributeType.Int, I = 1 } } });
        model.Proto.Graph.Node.Add(new Frugal.Onnx.Wire.NodeProto { Name = "sum", OpType = "Add", Input = { last.Output[0] + "_before", "largest" }, Output = { last.Output[0] } });
        last.Output[0] += "_before";
        var x = TestModels.Numbers(4 * 6 * 32, seed: 2);
        var expected = TestModels.Run(model, x, 4, 6, 32);

        var smoothed = SmoothQuant.Apply(model, Batches(x, 4, 6, 32));

        Assert.That(TestModels.Difference(expected, TestModels.Run(smoothed, x, 4, 6, 32)), Is.LessThan(1e-3f * expected.Max(Math.Abs)));
        Assert.That(smoothed.Proto.Graph.Node.Count(node => node.OpType == "Mul"), Is.EqualTo(model.Proto.Graph.Node.Count(node => node.OpType == "Mul") + 1));
        Assert.That(Gamma(smoothed), Is.EqualTo(Gamma(model)), "what the residual reads is as before");
        double Lost(OnnxModel prepared) => TestModels.Run(StaticQuantizer.Quantize(prepared, Batches(x, 4, 6, 32)).Model, x, 4, 6, 32).Zip(expected, (a, b) => Math.Pow(a - b, 2)).Sum();
        Assert.That(Lost(smoothed), Is.LessThan(0.5 * Lost(model)));
    }

    [Test]
    public void A_network_without_layer_normalisation_is_not_smoothed() =>
        Assert.That(() => SmoothQuant.Apply(Uneven(), Batches(Input, 4, 8, 8, 8)), Throws.TypeOf<FrugalException>().With.Message.Contains("no LayerNormalization"));

    [TestCase(1)]
    [TestCase(3)]
    public void Corrected_biases_give_a_layer_the_mean_outputs_that_it_had(int kernel)
    {
        const int outputs = 12;
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Node("Conv", [x, g.Random("w", 3, 0.5f, outputs, 8, kernel, kernel), g.Random("b", 4, 0.2f, outputs)]));
        var input = Array.ConvertAll(Input, x => x + 2);   // a mean far from zero: what rounding weights moves
        var options = new QuantizationOptions { WeightBits = WeightBits.Four };

        var corrected = BiasCorrection.Apply(model, Batches(input, 4, 8, 8, 8), options);

        // With no padding and an input that is alike everywhere in the mean, the means agree but for the picture's edges.
        var wanted = Means(TestModels.Run(model, input, 4, 8, 8, 8), outputs);
        Assert.That(Distance(wanted, Means(TestModels.Run(Rounded(corrected), input, 4, 8, 8, 8), outputs)), Is.LessThan(kernel == 1 ? 1e-4 : 0.2 * Distance(wanted, Means(TestModels.Run(Rounded(model), input, 4, 8, 8, 8), outputs))));

        OnnxModel Rounded(OnnxModel prepared)
        {
            var copy = prepared.Clone();
            var graph = new Graph(copy.Proto.Graph);
            foreach (var layer in WeightedLayer.All(graph))
            {
                layer.Rounded(QuantizationFormat.Int4, perChannel: true).CopyTo(layer.Weight, 0);
                layer.Store(graph);
            }

            return copy;
        }
    }

    private static double Distance(double[] left, double[] right) => left.Zip(right, (a, b) => Math.Abs(a - b)).Max();

    private static double[] Means(float[] output, int channels)
    {
        var inner = output.Length / 4 / channels;
        return [.. Enumerable.Range(0, channels).Select(c => output.Where((_, i) => i / inner % channels == c).Average(x => (double)x))];
    }

    private static float[] Gamma(OnnxModel model)
    {
        var name = model.Proto.Graph.Node.First(node => node.OpType == "LayerNormalization").Input[1];
        return TensorData.Floats(model.Proto.Graph.Initializer.First(tensor => tensor.Name == name));
    }

    /// <summary>Convolution, depthwise convolution, convolution; the channels' ranges span three orders of magnitude.</summary>
    private static OnnxModel Uneven()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(g.Relu(g.Convolution(g.Relu(g.Convolution(x, 8, 16, 1)), 16, 16, 3, groups: 16)), 16, 8, 5));
        var graph = new Graph(model.Proto.Graph);
        var layers = WeightedLayer.All(graph);
        for (var i = 0; i < layers[0].Weight.Length; i++)
        {
            layers[0].Weight[i] *= MathF.Pow(10, i / layers[0].Row % 4 - 2);
        }

        for (var i = 0; i < layers[0].Bias!.Length; i++)
        {
            layers[0].Bias![i] *= MathF.Pow(10, i % 4 - 2);
        }

        for (var i = 0; i < layers[1].Weight.Length; i++)
        {
            layers[1].Weight[i] *= MathF.Pow(10, 2 - i / layers[1].Row % 4);
        }

        Array.ForEach(layers, layer => layer.Store(graph));
        graph.Sweep();
        return model;
    }

    /// <summary>Layer normalisation with a few channels a hundred times as large, two products of it, their sum.</summary>
    private static OnnxModel Transformer() => TestModels.Build([6, 32], (g, x) =>
    {
        float[] gamma = [.. Enumerable.Range(0, 32).Select(i => i % 13 == 5 ? 60f : 1f)];
        var normed = g.Node("LayerNormalization", [x, g.Constant("gamma", gamma, 32), g.Random("beta", 6, 0.1f, 32)], ("axis", -1L), ("epsilon", 1e-5f));
        return g.Add(g.Node("MatMul", [normed, g.Random("q", 7, 0.3f, 32, 16)]), g.Node("MatMul", [normed, g.Random("k", 8, 0.3f, 32, 16)]));
    });
}
