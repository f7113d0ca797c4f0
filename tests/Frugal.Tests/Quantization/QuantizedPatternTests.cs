using Frugal.Onnx;
using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;

namespace Frugal.Tests.Quantization;

/// <summary>Every pattern: ONNX Runtime joins it to int8 kernels, and the numbers stay close to the float model's.</summary>
public class QuantizedPatternTests
{
    private static readonly string[] Floats = ["Conv", "Gemm", "MatMul", "Add", "Mul", "Relu", "Clip", "MaxPool", "AveragePool", "GlobalAveragePool", "Concat", "Sigmoid", "LeakyRelu", "FusedConv"];

    private static IEnumerable<TestCaseData> Patterns()
    {
        yield return Case("Conv, Relu, Conv", (g, x) => g.Convolution(g.Relu(g.Convolution(x, 8, 16, 1)), 16, 16, 3));
        yield return Case("Conv, Clip to [0, 6], Conv", (g, x) => g.Convolution(Clip(g, g.Convolution(x, 8, 16, 1)), 16, 16, 3));
        yield return Case("depthwise convolution", (g, x) => g.Convolution(g.Relu(g.Convolution(g.Convolution(x, 8, 16, 1), 16, 16, 3, groups: 16)), 16, 8, 5));
        yield return Case("grouped convolution", (g, x) => g.Convolution(g.Convolution(x, 8, 16, 1), 16, 16, 3, groups: 4));
        yield return Case("residual", (g, x) => g.Convolution(Residual(g, g.Relu(g.Convolution(x, 8, 16, 1)), 3), 16, 16, 7));
        yield return Case("classifier", (g, x) => Classifier(g, g.Relu(g.Convolution(x, 8, 16, 1))), "QLinearGlobalAveragePool", "QGemm");
        yield return Case("max and average pooling", (g, x) => g.Convolution(Average(g, Max(g, g.Relu(g.Convolution(x, 8, 16, 1)))), 16, 16, 3), "QLinearAveragePool");
        yield return Case("ReLU behind max pooling", (g, x) => g.Convolution(g.Relu(Max(g, g.Convolution(x, 8, 16, 1))), 16, 16, 3));
        yield return Case("concatenation", (g, x) => g.Convolution(g.Concat(1, g.Relu(g.Convolution(x, 8, 16, 1)), g.Convolution(x, 8, 16, 3)), 32, 8, 5), "QLinearConcat");
        yield return Case("split in two, each with its own layer", (g, x) => Halves(g, g.Relu(g.Convolution(x, 8, 16, 1))), "Split", "QLinearConcat");
        yield return Case("part of the channels", (g, x) => g.Convolution(Part(g, g.Relu(g.Convolution(x, 8, 16, 1))), 8, 8, 5));
        yield return Case("picture made larger", (g, x) => g.Convolution(Larger(g, g.Convolution(x, 8, 16, 1)), 16, 8, 5), "Resize");
        yield return Case("Sigmoid gate", (g, x) => Gate(g, g.Convolution(x, 8, 16, 1)), "QLinearSigmoid", "QLinearMul");
        yield return Case("LeakyRelu", (g, x) => g.Convolution(g.Node("LeakyRelu", [g.Convolution(x, 8, 16, 1)], ("alpha", 0.1f)), 16, 16, 3), "QLinearLeakyRelu");
        yield return Case("product of matrices with 4 dimensions", (g, x) => g.Node("MatMul", [g.Convolution(x, 8, 16, 1), g.Random("m", 5, 0.3f, 16, 12)]));
        yield return Case("ReduceMean over height and width", (g, x) => g.Node("Gemm", [g.Node("ReduceMean", [g.Relu(g.Convolution(x, 8, 16, 1))], ("axes", new long[] { 2, 3 }), ("keepdims", 0L)), g.Random("m", 5, 0.3f, 16, 10)]), "QLinearGlobalAveragePool", "QGemm");
    }

    [TestCaseSource(nameof(Patterns))]
    public void A_pattern_runs_in_int8_kernels_alone_and_close_to_the_float_model(Func<OnnxGraphBuilder, OnnxValue, OnnxValue> write, string[] expected)
    {
        var model = TestModels.Build([8, 16, 16], write);
        var input = TestModels.Numbers(4 * 8 * 16 * 16, seed: 100);

        var result = StaticQuantizer.Quantize(model, Batches(input, 4, 8, 16, 16));

        var operators = TestModels.Optimized(result.Model);
        Assert.That(operators.Intersect(Floats), Is.Empty, string.Join(' ', operators));
        Assert.That(operators, Is.SupersetOf(expected), string.Join(' ', operators));
        Assert.That(operators.Count(name => name == "QuantizeLinear"), Is.EqualTo(1), string.Join(' ', operators));
        Assert.That(operators.Count(name => name == "DequantizeLinear"), Is.LessThanOrEqualTo(1), string.Join(' ', operators));
        var (reference, quantized) = (TestModels.Run(model, input, 4, 8, 16, 16), TestModels.Run(result.Model, input, 4, 8, 16, 16));
        Assert.That(TestModels.Difference(reference, quantized), Is.LessThan(0.05f * reference.Max(Math.Abs)));
    }

    [TestCaseSource(nameof(Patterns))]
    public void A_pattern_with_signed_activations_stays_close_to_the_float_model(Func<OnnxGraphBuilder, OnnxValue, OnnxValue> write, string[] expected)
    {
        var model = TestModels.Build([8, 16, 16], write);
        var input = TestModels.Numbers(4 * 8 * 16 * 16, seed: 100);

        var result = StaticQuantizer.Quantize(model, Batches(input, 4, 8, 16, 16), new QuantizationOptions { Activations = QuantizationFormat.Int8 });

        var (reference, quantized) = (TestModels.Run(model, input, 4, 8, 16, 16), TestModels.Run(result.Model, input, 4, 8, 16, 16));
        Assert.That(result.Report.Values.Select(value => value.Parameters.ZeroPoint), Is.All.Zero, string.Join(' ', expected));
        Assert.That(TestModels.Difference(reference, quantized), Is.LessThan(0.05f * reference.Max(Math.Abs)));
    }

    [Test]
    public void Signed_activations_keep_ReLU_as_an_operator_of_its_own()
    {
        var model = TestModels.Build([8, 16, 16], (g, x) => g.Convolution(g.Relu(g.Convolution(x, 8, 16, 1)), 16, 16, 3));
        var batches = Batches(TestModels.Numbers(4 * 8 * 16 * 16, seed: 100), 4, 8, 16, 16);

        var quantized = StaticQuantizer.Quantize(model, batches, new QuantizationOptions { Activations = QuantizationFormat.Int8 }).Model;

        Assert.That(quantized.Nodes.Select(node => node.Operator), Does.Contain("Relu"));
    }

    [Test]
    public void Activations_in_other_formats_are_refused() =>
        Assert.That(() => new QuantizationOptions { Activations = QuantizationFormat.Int4 }, Throws.TypeOf<FrugalException>().With.Message.EqualTo("activations as int4: allowed are uint8 and int8. Take uint8 for CPUs."));

    [Test]
    public void A_network_with_a_residual_and_a_classifier_agrees_with_its_float_twin_on_the_class()
    {
        var model = TestModels.Build([8, 16, 16], (g, x) => Classifier(g, Residual(g, g.Relu(g.Convolution(x, 8, 16, 1)), 3)));
        var inputs = Enumerable.Range(0, 50).Select(i => TestModels.Numbers(8 * 16 * 16, 200 + i)).ToArray();

        var result = StaticQuantizer.Quantize(model, CalibrationData.FromBatches(one => inputs.SelectMany(x => Batches(x, 1, 8, 16, 16).Batches(one))));

        var same = inputs.Count(x => Largest(TestModels.Run(model, x, 1, 8, 16, 16)) == Largest(TestModels.Run(result.Model, x, 1, 8, 16, 16)));
        Assert.That(same, Is.GreaterThanOrEqualTo(45));
    }

    private static TestCaseData Case(string name, Func<OnnxGraphBuilder, OnnxValue, OnnxValue> write, params string[] expected) =>
        new TestCaseData(write, expected).SetArgDisplayNames(name);

    private static OnnxValue Clip(OnnxGraphBuilder g, OnnxValue x) => g.Node("Clip", [x, g.Constant("low", 0f), g.Constant("high", 6f)]);

    private static OnnxValue Residual(OnnxGraphBuilder g, OnnxValue x, int seed) =>
        g.Relu(g.Add(g.Convolution(g.Relu(g.Convolution(x, 16, 16, seed)), 16, 16, seed + 2), x));

    private static OnnxValue Classifier(OnnxGraphBuilder g, OnnxValue x) =>
        g.Node("Gemm", [g.Flatten(g.GlobalAveragePool(x)), g.Random("fc", 50, 0.5f, 10, 16), g.Random("fcb", 51, 0.1f, 10)], ("transB", 1L));

    private static OnnxValue Max(OnnxGraphBuilder g, OnnxValue x) => g.Node("MaxPool", [x], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));

    private static OnnxValue Average(OnnxGraphBuilder g, OnnxValue x) => g.Node("AveragePool", [x], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));

    private static OnnxValue Gate(OnnxGraphBuilder g, OnnxValue x) => g.Convolution(g.Multiply(x, g.Node("Sigmoid", [x])), 16, 16, 7);

    private static OnnxValue Halves(OnnxGraphBuilder g, OnnxValue x)
    {
        var parts = g.Nodes("Split", [x], 2, ("axis", 1L));
        return g.Convolution(g.Concat(1, g.Convolution(parts[0], 8, 8, 3), g.Convolution(parts[1], 8, 8, 5)), 16, 8, 7);
    }

    private static OnnxValue Part(OnnxGraphBuilder g, OnnxValue x) => g.Node("Slice", [x, g.Constant("from", [4L]), g.Constant("to", [12L]), g.Constant("axis", [1L])]);

    private static OnnxValue Larger(OnnxGraphBuilder g, OnnxValue x) =>
        g.Node("Resize", [x, new OnnxValue(""), g.Constant("scales", [1f, 1, 2, 2], 4)]);

    private static int Largest(float[] logits) => Array.IndexOf(logits, logits.Max());
}
