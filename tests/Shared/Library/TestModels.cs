using Frugal.Onnx;
using Frugal.Quantization;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Tests.Shared;

/// <summary>Small models with seeded weights, and ONNX Runtime to run them.</summary>
internal static class TestModels
{
    /// <summary>A model with the input <c>x</c> (batch, shape...) and the output <c>y</c>.</summary>
    public static OnnxModel Build(long[] shape, Func<OnnxGraphBuilder, OnnxValue, OnnxValue> write)
    {
        var graph = new OnnxGraphBuilder("test");
        return new OnnxModel(graph.Finish(write(graph, graph.Input("x", shape)), "y"), "test.onnx");
    }

    /// <summary>A constant of numbers in [-scale, scale].</summary>
    public static OnnxValue Random(this OnnxGraphBuilder graph, string name, int seed, float scale, params long[] shape) =>
        graph.Constant(name, Numbers((int)shape.Aggregate(1L, (a, b) => a * b), seed, scale), shape);

    /// <summary>A 3x3 convolution that keeps the size, with bias.</summary>
    public static OnnxValue Convolution(this OnnxGraphBuilder graph, OnnxValue input, int from, int to, int seed, int groups = 1) =>
        graph.Node("Conv", [input, graph.Random("w", seed, MathF.Sqrt(3f / (from / groups * 9)), to, from / groups, 3, 3), graph.Random("b", seed + 1, 0.2f, to)],
            ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }), ("group", (long)groups));

    public static float[] Numbers(int count, int seed, float scale = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 2 - 1) * scale)];
    }

    /// <summary>One batch for the input <c>x</c>.</summary>
    public static CalibrationData Batches(float[] input, params long[] shape) =>
        CalibrationData.FromBatches(_ => [new Dictionary<string, OrtValue> { ["x"] = OrtValue.CreateTensorValueFromMemory(input, shape) }]);

    public static float[] Run(OnnxModel model, float[] input, params long[] shape)
    {
        using var session = OrtSessions.Create(model.ToBytes(), "test", threads: 1);
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var options = new RunOptions();
        using var results = session.Run(options, new Dictionary<string, OrtValue> { [session.InputNames[0]] = value }, session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>The operators that ONNX Runtime really runs, after all its rewriting.</summary>
    public static string[] Optimized(OnnxModel model)
    {
        var file = Path.GetTempFileName();
        try
        {
            OrtSessions.Create(model.ToBytes(), "test", optimizedPath: file).Dispose();
            return [.. OnnxModel.Load(file).Proto.Graph.Node.Select(node => node.OpType)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static float Difference(float[] left, float[] right) => left.Zip(right, (a, b) => Math.Abs(a - b)).Max();
}
