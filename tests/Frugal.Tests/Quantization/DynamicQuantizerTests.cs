using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Tests.Quantization;

public class DynamicQuantizerTests
{
    [TestCase("Gemm", true)]
    [TestCase("Gemm", false)]
    [TestCase("MatMul", true)]
    public void A_product_is_that_of_the_rounded_numbers_and_runs_in_one_kernel(string type, bool perChannel)
    {
        var model = Product(type);
        var x = TestModels.Numbers(3 * 40, seed: 9);

        var result = DynamicQuantizer.Quantize(model, new QuantizationOptions { PerChannel = perChannel });

        var expected = Naive(x, Bias(type), result.Model, PairedProducts.ExactSum);
        Assert.That(TestModels.Difference(expected, TestModels.Run(result.Model, x, 3, 40)), Is.LessThan(1e-4f));
        Assert.That(TestModels.Optimized(result.Model), Does.Contain("DynamicQuantizeMatMul"));
        Assert.That(result.Report.Kept, Is.Empty);
        var rounding = result.Report.Roundings.Single();
        Assert.That(rounding.Moved + rounding.WidenedScales, Is.Positive);
        Assert.That(rounding.SafeSqnr, Is.GreaterThanOrEqualTo(rounding.SevenSqnr));
    }

    [TestCase("Gemm")]
    [TestCase("MatMul")]
    public void A_product_in_plain_8_bits_is_what_this_processor_makes_of_it(string type)
    {
        var model = Product(type);
        var x = TestModels.Numbers(3 * 40, seed: 9);

        var result = DynamicQuantizer.Quantize(model, new QuantizationOptions { WeightBits = WeightBits.Exact8 });

        var exact = Naive(x, Bias(type), result.Model, PairedProducts.ExactSum);
        var paired = Naive(x, Bias(type), result.Model, PairedProducts.Sum);
        Assert.That(TestModels.Difference(PairedProducts.AreExactHere ? exact : paired, TestModels.Run(result.Model, x, 3, 40)), Is.LessThan(1e-4f));
        Assert.That(TestModels.Difference(exact, paired), Is.GreaterThan(0.1f));
    }

    [Test]
    public void A_table_of_embeddings_becomes_int8_with_a_scale_per_row_where_asked()
    {
        var (rows, width) = (50, 16);
        var table = TestModels.Numbers(rows * width, seed: 4).Select((x, i) => x * (1 + (i / width))).ToArray();
        var graph = new OnnxGraphBuilder("embedding");
        var tokens = graph.Input("tokens", [OnnxGraphBuilder.AnyLength], Frugal.Onnx.Wire.TensorProto.Types.DataType.Int64);
        var found = graph.Node("Gather", [graph.Constant("table", table, rows, width), tokens], ("axis", 0L));
        var model = graph.Build(graph.Node("MatMul", [found, graph.Constant("w", TestModels.Numbers(width * 4, seed: 6), width, 4)]));

        var plain = DynamicQuantizer.Quantize(model);
        var small = DynamicQuantizer.Quantize(model, new QuantizationOptions { Embeddings = true });

        Assert.That(plain.Report.Kept.Single().Reason, Does.Contain("no dynamic int8 kernel for Gather"));
        Assert.That(small.Report.Kept, Is.Empty);
        var gathers = small.Model.Proto.Graph.Node.Where(node => node.OpType == "Gather").ToList();
        var constants = small.Model.Proto.Graph.Initializer.ToDictionary(constant => constant.Name);
        var integers = constants[gathers[0].Input[0]];
        var scales = TensorData.Floats(constants[gathers[1].Input[0]]);
        Assert.That(integers.RawData.Length, Is.EqualTo(rows * width));
        for (var i = 0; i < table.Length; i++)
        {
            Assert.That((sbyte)integers.RawData[i] * scales[i / width], Is.EqualTo(table[i]).Within((scales[i / width] / 2) + 1e-6));
        }
    }

    [Test]
    public void Products_of_one_input_share_its_grid()
    {
        var model = TestModels.Build([40], (g, x) => g.Add(g.Node("MatMul", [x, g.Random("w", 3, 0.3f, 40, 24)]), g.Node("MatMul", [x, g.Random("v", 5, 0.3f, 40, 24)])));

        var quantized = DynamicQuantizer.Quantize(model).Model;

        Assert.That(quantized.Proto.Graph.Node.Count(node => node.OpType == "DynamicQuantizeLinear"), Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_LSTM_in_both_directions_computes_nearly_the_same_in_8_bits(bool perChannel)
    {
        const int steps = 6, hidden = 16, inputs = 12;
        var model = TestModels.Build([2, inputs], (g, x) => g.Node("LSTM",
            [x, g.Random("w", 1, 0.4f, 2, 4 * hidden, inputs), g.Random("r", 2, 0.4f, 2, 4 * hidden, hidden), g.Random("b", 3, 0.1f, 2, 8 * hidden)],
            ("hidden_size", (long)hidden), ("direction", "bidirectional")));
        var x = TestModels.Numbers(steps * 2 * inputs, seed: 5);

        var result = DynamicQuantizer.Quantize(model, new QuantizationOptions { PerChannel = perChannel });

        var (expected, actual) = (TestModels.Run(model, x, steps, 2, inputs), TestModels.Run(result.Model, x, steps, 2, inputs));
        Assert.That(TestModels.Optimized(result.Model), Does.Contain("DynamicQuantizeLSTM"));
        Assert.That(TestModels.Difference(expected, actual), Is.LessThan(0.03f));
        Assert.That((double)model.ToBytes().Length / result.Model.ToBytes().Length, Is.GreaterThan(2));
    }

    [Test]
    public void Convolutions_stay_and_are_listed()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Node("Gemm", [g.Flatten(g.GlobalAveragePool(g.Convolution(x, 8, 40, 1))), g.Random("w", 3, 0.3f, 10, 40)], ("transB", 1L)));

        var report = DynamicQuantizer.Quantize(model).Report;

        Assert.That(report.Quantized.Select(node => node.Operator), Is.EqualTo(new[] { "Gemm" }));
        Assert.That(report.Kept.Single().Reason, Does.Contain("calibrate the model"));
    }

    private static OnnxModel Product(string type) => TestModels.Build([40], (g, x) => type == "Gemm"
        ? g.Node("Gemm", [x, g.Random("w", 3, 0.3f, 24, 40), g.Random("b", 4, 0.2f, 24)], ("transB", 1L))
        : g.Node("MatMul", [x, g.Random("w", 3, 0.3f, 40, 24)]));

    private static float[] Bias(string type) => type == "Gemm" ? TestModels.Numbers(24, 4, 0.2f) : new float[24];

    private delegate int SumOfProducts(ReadOnlySpan<byte> activations, ReadOnlySpan<sbyte> weights);

    /// <summary>The activations rounded by their definition, the weights as the file has them, multiplied with one of the two ways to sum.</summary>
    private static float[] Naive(float[] x, float[] bias, OnnxModel model, SumOfProducts sum)
    {
        var graph = model.Proto.Graph;
        var product = graph.Node.Single(node => node.OpType == "MatMulInteger");
        sbyte[] stored = [.. graph.Initializer.Single(tensor => tensor.Name == product.Input[1]).RawData.Select(b => (sbyte)b)];   // (40, 24)
        var scales = TensorData.Floats(graph.Initializer.Single(tensor => tensor.DataType == (int)Frugal.Onnx.Wire.TensorProto.Types.DataType.Float && graph.Node.Any(node => node.OpType == "Mul" && node.Input[1] == tensor.Name)));
        var (low, high) = (Math.Min(0, x.Min()), Math.Max(0, x.Max()));
        var step = (high - low) / 255;
        var zero = MathF.Round(-low / step);
        byte[] a = [.. x.Select(value => (byte)Math.Clamp(MathF.Round(value / step) + zero, 0, 255))];
        sbyte[][] w = [.. Enumerable.Range(0, 24).Select(o => Enumerable.Range(0, 40).Select(i => stored[(i * 24) + o]).ToArray())];
        return [.. from row in Enumerable.Range(0, 3)
                   from o in Enumerable.Range(0, 24)
                   select bias[o] + ((sum(a.AsSpan(row * 40, 40), w[o]) - (zero * w[o].Sum(q => q))) * step * scales[scales.Length == 1 ? 0 : o])];
    }
}
