using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Frugal.Quantization;
using Microsoft.ML.OnnxRuntime;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;
using TensorType = Frugal.Onnx.Wire.TypeProto.Types.Tensor;

namespace Frugal.Tests.Quantization;

/// <summary>Inputs with a default, such as the matrices of an adapter (LoRA): y = x W + x A, where A may be given.</summary>
[Parallelizable]
public class OptionalInputTests
{
    private const int Width = 64;
    private static readonly float[] Input = TestModels.Numbers(Width, seed: 1);
    private static readonly float[] Other = TestModels.Numbers(Width * Width, seed: 4, scale: 1);

    [TestCase("static")]
    [TestCase("dynamic")]
    [TestCase("weightonly")]
    [TestCase("fp16")]
    public void An_input_with_a_default_stays_and_is_no_constant(string way)
    {
        var model = Adapter(irVersion: 8);

        var small = Made(way, model);

        Assert.That(small.Proto.Graph.Input.Select(input => input.Name), Is.EqualTo(new[] { "x", "A" }));
        Assert.That(small.Inputs.Select(input => input.Name), Is.EqualTo(new[] { "x" }));
        foreach (var given in new[] { null, Other })
        {
            var expected = Run(model, given);
            Assert.That(TestModels.Difference(Run(small, given), expected), Is.LessThan(0.1f * expected.Max(Math.Abs)));
        }
    }

    [Test]
    public void What_reads_such_an_input_is_kept_with_the_reason()
    {
        var report = StaticQuantizer.Quantize(Adapter(irVersion: 8), TestModels.Batches(Input, 1, Width)).Report;

        Assert.That(report.Kept.Select(node => node.Reason), Has.Some.Contains("'A' has a default that a caller may override"));
    }

    [Test]
    public void Before_version_4_such_an_input_is_a_constant()
    {
        var old = OnnxModel.Parse(Adapter(irVersion: 3).ToBytes(), "old.onnx");

        var report = StaticQuantizer.Quantize(old, TestModels.Batches(Input, 1, Width)).Report;

        Assert.That(old.Proto.Graph.Input.Select(input => input.Name), Is.EqualTo(new[] { "x" }));
        Assert.That(report.Quantized.Count(node => node.Operator is "MatMul" or "Gemm"), Is.EqualTo(2));
    }

    private static OnnxModel Made(string way, OnnxModel model) => way switch
    {
        "static" => StaticQuantizer.Quantize(model, TestModels.Batches(Input, 1, Width)).Model,
        "dynamic" => DynamicQuantizer.Quantize(model).Model,
        "weightonly" => WeightOnlyQuantizer.Quantize(model).Model,
        _ => Float16Storage.Apply(model),
    };

    private static OnnxModel Adapter(int irVersion)
    {
        var model = TestModels.Build([Width], (g, x) => g.Add(
            g.Node("MatMul", [x, g.Random("W", 2, 0.2f, Width, Width)]), g.Node("MatMul", [x, g.Random("A", 3, 0.2f, Width, Width)])));
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimValue = Width }, new TensorShapeProto.Types.Dimension { DimValue = Width } } };
        model.Proto.Graph.Input.Add(new ValueInfoProto { Name = "A", Type = new TypeProto { TensorType = new TensorType { ElemType = (int)DataType.Float, Shape = shape } } });
        model.Proto.IrVersion = irVersion;
        return model;
    }

    private static float[] Run(OnnxModel model, float[]? adapter)
    {
        using var session = OrtSessions.Create(model.ToBytes(), "test", threads: 1);
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory(Input, [1, Width]);
        using var a = OrtValue.CreateTensorValueFromMemory(adapter ?? Other, [Width, Width]);
        var given = new Dictionary<string, OrtValue> { ["x"] = x };
        if (adapter is not null)
        {
            given["A"] = a;
        }

        using var results = session.Run(options, given, session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
