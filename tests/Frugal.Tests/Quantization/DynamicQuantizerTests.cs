using Frugal.Onnx;
using Frugal.Quantization;
using Frugal.Tests.Onnx;

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

        var expected = Naive(x, Bias(type), type, perChannel, safe: true, PairedProducts.ExactSum);
        Assert.That(TestModels.Difference(expected, TestModels.Run(result.Model, x, 3, 40)), Is.LessThan(1e-4f));
        Assert.That(TestModels.Optimized(result.Model), Does.Contain("DynamicQuantizeMatMul"));
        Assert.That(result.Report.Kept, Is.Empty);
        Assert.That(result.Report.Roundings.Single().Moved, Is.Positive);
    }

    [TestCase("Gemm")]
    [TestCase("MatMul")]
    public void A_product_in_plain_8_bits_is_what_this_processor_makes_of_it(string type)
    {
        var model = Product(type);
        var x = TestModels.Numbers(3 * 40, seed: 9);

        var result = DynamicQuantizer.Quantize(model, new QuantizationOptions { WeightBits = WeightBits.Exact8 });

        var exact = Naive(x, Bias(type), type, perChannel: true, safe: false, PairedProducts.ExactSum);
        var paired = Naive(x, Bias(type), type, perChannel: true, safe: false, PairedProducts.Sum);
        Assert.That(TestModels.Difference(PairedProducts.AreExactHere ? exact : paired, TestModels.Run(result.Model, x, 3, 40)), Is.LessThan(1e-4f));
        Assert.That(TestModels.Difference(exact, paired), Is.GreaterThan(0.1f));
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

    /// <summary>Both sides rounded by their definitions; safe pairs of weights found by trying all.</summary>
    private static float[] Naive(float[] x, float[] bias, string type, bool perChannel, bool safe, SumOfProducts sum)
    {
        var stored = TestModels.Numbers(24 * 40, 3, 0.3f);
        float W(int o, int i) => type == "Gemm" ? stored[o * 40 + i] : stored[i * 24 + o];
        var scales = Enumerable.Range(0, 24).Select(o => Enumerable.Range(0, 40).Max(i => Math.Abs(W(o, i))) / 127).ToArray();
        scales = perChannel ? scales : [.. Enumerable.Repeat(scales.Max(), 24)];
        var (low, high) = (Math.Min(0, x.Min()), Math.Max(0, x.Max()));
        var step = (high - low) / 255;
        var zero = MathF.Round(-low / step);
        byte[] a = [.. x.Select(value => (byte)Math.Clamp(MathF.Round(value / step) + zero, 0, 255))];
        sbyte[][] w = [.. Enumerable.Range(0, 24).Select(o => Enumerable.Range(0, 20).SelectMany(pair => Pair(W(o, 2 * pair) / scales[o], W(o, (2 * pair) + 1) / scales[o], safe)).ToArray())];
        return [.. from row in Enumerable.Range(0, 3)
                   from o in Enumerable.Range(0, 24)
                   select bias[o] + ((sum(a.AsSpan(row * 40, 40), w[o]) - (zero * w[o].Sum(q => q))) * step * scales[o])];
    }

    private static sbyte[] Pair(float a, float b, bool safe)
    {
        sbyte[] nearest = [(sbyte)MathF.Round(a), (sbyte)MathF.Round(b)];
        return !safe || Math.Sign(a) != Math.Sign(b) || Math.Abs((int)nearest[0]) + Math.Abs((int)nearest[1]) <= 128
            ? nearest
            : Enumerable.Range(1, 127).Select(q => new[] { (sbyte)(Math.Sign(a) * q), (sbyte)(Math.Sign(a) * (128 - q)) }).MinBy(pair => Math.Pow(a - pair[0], 2) + Math.Pow(b - pair[1], 2))!;
    }
}
