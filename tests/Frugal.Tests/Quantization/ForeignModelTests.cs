using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Frugal.Quantization;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Tests.Quantization;

/// <summary>Models that another tool wrote (foreign.py), and operators that no int8 kernel knows.</summary>
public class ForeignModelTests
{
    private static readonly float[] Pictures = TestModels.Numbers(4 * 3 * 32 * 32, seed: 1);

    [Test]
    public void A_detector_with_Split_HardSwish_Resize_Concat_and_Sigmoid_runs_in_int8_and_close()
    {
        var model = Load("foreign-detector.onnx");

        var result = StaticQuantizer.Quantize(model, Batch("input", Pictures, 4, 3, 32, 32));

        Assert.That(result.Report.Kept.Select(node => (node.Operator, node.Reason)), Is.EqualTo(new[]
        {
            ("HardSwish", "ONNX Runtime has no int8 kernel for HardSwish"), ("Split", "nothing before it computes in int8"), ("Sigmoid", "nothing after it computes in int8"),
        }));
        var operators = TestModels.Optimized(result.Model);
        Assert.That(operators.Intersect(["Conv", "Concat", "BatchNormalization", "Clip"]), Is.Empty, string.Join(' ', operators));
        Assert.That(Difference(model, result.Model, Pictures, 4, 3, 32, 32), Is.LessThan(0.05f));   // of outputs between 0 and 1
    }

    [Test]
    public void A_dynamic_batch_stays_dynamic()
    {
        var result = StaticQuantizer.Quantize(Load("foreign-detector.onnx"), Batch("input", Pictures, 4, 3, 32, 32));

        Assert.That(result.Model.Inputs[0].Shape[0], Is.Null);
        Assert.That(TestModels.Run(result.Model, Pictures[..3072], 1, 3, 32, 32), Has.Length.EqualTo(6 * 16 * 16));
    }

    [Test]
    public void A_transformer_is_quantised_statically_around_its_attention_and_norms()
    {
        var model = Load("foreign-transformer.onnx");

        var result = StaticQuantizer.Quantize(model, Tokens);

        Assert.That(result.Report.Quantized.Count(node => node.Operator is "MatMul" or "Gemm"), Is.GreaterThanOrEqualTo(5));
        Assert.That(result.Report.Kept.Select(node => node.Operator), Does.Contain("Softmax").And.Contain("Erf").And.Contain("ReduceMean"));
        Assert.That(result.Report.Kept.Select(node => node.Reason), Has.All.Not.Empty);
        Close(model, result.Model, 0.1f);
    }

    [Test]
    public void A_transformer_is_quantised_dynamically_without_data()
    {
        var model = Load("foreign-transformer.onnx");

        var result = DynamicQuantizer.Quantize(model);

        Assert.That(TestModels.Optimized(result.Model), Does.Contain("DynamicQuantizeMatMul"));
        Assert.That(result.Report.Kept.Select(node => node.Operator).Distinct(), Is.EquivalentTo(new[] { "Gather", "MatMul" }));
        Close(model, result.Model, 0.1f);
    }

    [TestCase(BlockRounding.Nearest)]
    [TestCase(BlockRounding.HalfQuadratic)]
    [TestCase(BlockRounding.Gptq)]
    public void A_transformers_matrices_go_into_4_bits(BlockRounding rounding)
    {
        var model = Load("foreign-transformer.onnx");

        var result = WeightOnlyQuantizer.Quantize(model, new WeightOnlyOptions { Rounding = rounding }, Tokens);

        Assert.That(TestModels.Optimized(result.Model), Does.Contain("MatMulNBits"));
        Close(model, result.Model, 0.25f);
    }

    [Test]
    public void LayerNormalization_and_a_vendors_Attention_stay_in_floats_and_are_listed()
    {
        var model = TestModels.Build([6, 32], (g, x) =>
        {
            var normed = g.Node("LayerNormalization", [x, g.Random("gamma", 1, 1, 32), g.Random("beta", 2, 0.1f, 32)], ("axis", -1L));
            var attention = g.Node("Attention", [normed, g.Random("qkv", 3, 0.2f, 32, 96), g.Random("qkvb", 4, 0.1f, 96)], ("num_heads", 4L));
            return g.Node("MatMul", [attention, g.Random("out", 5, 0.2f, 32, 32)]);
        });
        model.Proto.Graph.Node.Single(node => node.OpType == "Attention").Domain = "com.microsoft";
        model.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        var x = TestModels.Numbers(2 * 6 * 32, seed: 6);

        var result = StaticQuantizer.Quantize(model, Batch("x", x, 2, 6, 32));

        Assert.That(result.Report.Kept.Select(node => (node.Operator, node.Reason)), Is.EqualTo(new[]
        {
            ("LayerNormalization", "ONNX Runtime has no int8 kernel for LayerNormalization"), ("Attention", "ONNX Runtime has no int8 kernel for Attention"),
        }));
        Assert.That(Difference(model, result.Model, x, 2, 6, 32), Is.LessThan(0.05f));
    }

    [Test]
    public void A_dead_layer_a_saturated_one_and_a_single_example_give_warnings_with_the_layers_name()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) =>
        {
            var dead = g.Relu(g.Node("Conv", [x, g.Random("w", 1, 0.01f, 8, 8, 1, 1), g.Constant("b", [.. Enumerable.Repeat(-5f, 8)], 8)]));
            var saturated = g.Node("Clip", [g.Node("Conv", [x, g.Random("v", 2, 0.5f, 8, 8, 1, 1), g.Constant("c", [.. Enumerable.Repeat(6f, 8)], 8)]), g.Constant("low", 0f), g.Constant("high", 6f)]);
            return g.Convolution(g.Add(dead, saturated), 8, 8, 3);
        });

        var warnings = StaticQuantizer.Quantize(model, Batch("x", TestModels.Numbers(512, seed: 3), 1, 8, 8, 8)).Report.Warnings;

        Assert.That(warnings.Single(warning => warning.Node == "test.onnx").Message, Does.Contain("one example"));
        Assert.That(warnings.Single(warning => warning.Node == "relu").Message, Does.Contain("dead layer"));
        Assert.That(warnings.Single(warning => warning.Node == "clip").Message, Does.Contain("saturated"));
    }

    [Test]
    public void Healthy_layers_give_no_warning() =>
        Assert.That(StaticQuantizer.Quantize(Load("foreign-detector.onnx"), Batch("input", Pictures, 4, 3, 32, 32)).Report.Warnings, Is.Empty);

    private static OnnxModel Load(string name) => OnnxModel.Load(Path.Combine(TestContext.CurrentContext.TestDirectory, "Quantization", name));

    private static CalibrationData Batch(string name, float[] values, params long[] shape) =>
        CalibrationData.FromBatches(_ => [new Dictionary<string, OrtValue> { [name] = OrtValue.CreateTensorValueFromMemory(values, shape) }]);

    /// <summary>8 texts of 11 tokens below 50.</summary>
    private static CalibrationData Tokens => CalibrationData.FromBatches(_ => [new Dictionary<string, OrtValue> { ["input"] = TokenValue() }]);

    private static OrtValue TokenValue() => OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, 88).Select(i => i * 37L % 50).ToArray(), [8, 11]);

    private static float Difference(OnnxModel left, OnnxModel right, float[] input, params long[] shape) =>
        TestModels.Difference(TestModels.Run(left, input, shape), TestModels.Run(right, input, shape));

    private static void Close(OnnxModel model, OnnxModel quantized, float share)
    {
        using var tokens = TokenValue();
        var (expected, actual) = (Run(model, tokens), Run(quantized, tokens));
        Assert.That(TestModels.Difference(expected, actual), Is.LessThan(share * expected.Max(Math.Abs)));
    }

    private static float[] Run(OnnxModel model, OrtValue input)
    {
        using var session = OrtSessions.Create(model.ToBytes(), model.Source, threads: 1);
        using var options = new RunOptions();
        using var results = session.Run(options, new Dictionary<string, OrtValue> { ["input"] = input }, session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
