using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Frugal.Quantization;

namespace Frugal.Grading.Tests.Budgets;

/// <summary>The course's garments-resnet, the int8 model that a lab asks for, and models that have not done the work.</summary>
internal static class WrongModels
{
    public const string Worked = "worked", OtherObserver = "worked with another observer";
    public const string Float32 = "float32 under another name", WeightsOnly = "int8 weights, dequantised for float kernels";
    public const string HalfFloat = "every convolution of the second half in float32", MiddleZero = "the zero point in the middle after ReLU";

    private static readonly Lazy<OnnxModel> Original = new(() =>
    {
        var model = ModelLibrary.Default().Load("garments-resnet");
        FoldBatchNorm.Apply(model);
        return model;
    });

    public static OnnxModel Make(string name) => name switch
    {
        Worked => Quantized(new QuantizationOptions()),
        OtherObserver => Quantized(new QuantizationOptions { Observer = ObserverKind.Percentile, Percentile = 99.9 }),
        Float32 => Original.Value,
        WeightsOnly => DequantizedAtRun(Original.Value),
        HalfFloat => Quantized(new QuantizationOptions { Exclude = SecondHalf(Original.Value) }),
        MiddleZero => Quantized(new QuantizationOptions { Activations = QuantizationFormat.Int8 }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such model."),
    };

    private static OnnxModel Quantized(QuantizationOptions options) =>
        StaticQuantizer.Quantize(Original.Value, CalibrationData.FromImages(new GarmentsDataset("train", 32), count: 32), options).Model;

    private static HashSet<string> SecondHalf(OnnxModel model)
    {
        string[] convolutions = [.. model.Proto.Graph.Node.Where(node => node.OpType == "Conv").Select(node => node.Output[0])];
        return [.. convolutions.Skip(convolutions.Length / 2)];
    }

    /// <summary>Weights stored as int8 with one scale, and a DequantizeLinear behind each: all of the arithmetic stays in float32.</summary>
    private static OnnxModel DequantizedAtRun(OnnxModel original)
    {
        var model = original.Clone();
        var graph = model.Proto.Graph;
        foreach (var node in graph.Node.Where(node => node.OpType is "Conv" or "Gemm").ToArray())
        {
            var weight = graph.Initializer.Single(tensor => tensor.Name == node.Input[1]);
            var values = TensorData.Floats(weight);
            var scale = values.Max(Math.Abs) / 127;
            graph.Initializer.Remove(weight);
            graph.Initializer.Add(TensorData.Of($"{weight.Name}/int8", (ReadOnlySpan<sbyte>)Array.ConvertAll(values, value => (sbyte)Math.Round(value / scale)), [.. weight.Dims]));
            graph.Initializer.Add(TensorData.Scalar($"{weight.Name}/scale", scale));
            graph.Initializer.Add(TensorData.Scalar<sbyte>($"{weight.Name}/zero", 0));
            graph.Node.Insert(graph.Node.IndexOf(node), new NodeProto
            {
                OpType = "DequantizeLinear",
                Name = $"{weight.Name}/dequantize",
                Input = { $"{weight.Name}/int8", $"{weight.Name}/scale", $"{weight.Name}/zero" },
                Output = { $"{weight.Name}/float" },
            });
            node.Input[1] = $"{weight.Name}/float";
        }

        return model;
    }
}
