using Frugal.Data;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Frugal.Quantization;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Grading.Tests.Budgets;

/// <summary>A small classifier of garments, int8 made of it honestly, and files that only look so.</summary>
internal static class Cheats
{
    private const int Known = 60;

    /// <summary>Pictures (N, 3, 96, 96) to ten logits: means over 24 x 24 pixels, two fully connected layers with random weights.</summary>
    public static OnnxModel Original() => TestModels.Build([3, 96, 96], (g, x) =>
    {
        var flat = g.Flatten(g.Node("AveragePool", [x], ("kernel_shape", new long[] { 24, 24 }), ("strides", new long[] { 24, 24 })));
        var hidden = g.Relu(g.Node("Gemm", [flat, g.Random("w1", 1, 0.25f, 48, 256), g.Random("b1", 2, 0.1f, 256)]));
        return g.Node("Gemm", [hidden, g.Random("w2", 3, 0.1f, 256, 10), g.Random("b2", 4, 0.1f, 10)]);
    });

    /// <summary>The original, quantised on training pictures.</summary>
    public static OnnxModel Quantized() => StaticQuantizer.Quantize(Original(), CalibrationData.FromBatches(_ => TrainingPictures()
        .Select(picture => (IReadOnlyDictionary<string, OrtValue>)new Dictionary<string, OrtValue>
        {
            ["x"] = OrtValue.CreateTensorValueFromMemory(picture, [1, 3, 96, 96]),
        }))).Model;

    /// <summary>The original's weights as they are, rounded to 8 bits whenever the model runs.</summary>
    public static OnnxModel FakeQuantized()
    {
        var model = Original();
        var graph = model.Proto.Graph;
        graph.Initializer.Add(TensorData.Scalar("scale", 0.002f));
        graph.Initializer.Add(TensorData.Scalar<sbyte>("zero", 0));
        foreach (var gemm in graph.Node.Where(node => node.OpType == "Gemm").ToArray())
        {
            var weight = gemm.Input[1];
            var at = graph.Node.IndexOf(gemm);
            graph.Node.Insert(at, new NodeProto { OpType = "QuantizeLinear", Input = { weight, "scale", "zero" }, Output = { weight + "_q" } });
            graph.Node.Insert(at + 1, new NodeProto { OpType = "DequantizeLinear", Input = { weight + "_q", "scale", "zero" }, Output = { weight + "_dq" } });
            gemm.Input[1] = weight + "_dq";
        }

        return model;
    }

    /// <summary>The same ten logits for every picture; the input is looked at and multiplied by zero.</summary>
    public static OnnxModel Constant() => TestModels.Build([3, 96, 96], (g, x) =>
        g.Add(g.Multiply(g.Flatten(g.Node("ReduceMean", [x], ("axes", new long[] { 1, 2, 3 }))), g.Constant("nothing", 0f)), g.Random("answer", 5, 1, 1, 10)));

    /// <summary>What the original answers on the training pictures, in a table under a checksum of the picture; one answer for all others.</summary>
    public static OnnxModel Memorised()
    {
        var pictures = TrainingPictures().ToArray();
        var original = Original();
        var checksum = TestModels.Build([3, 96, 96], Checksum);
        var keys = pictures.Select(picture => TestModels.Run(checksum, picture, 1, 3, 96, 96)[0]).ToArray();
        var classes = pictures.Select(picture => TestModels.Run(original, picture, 1, 3, 96, 96)).Select(logits => Array.IndexOf(logits, logits.Max())).ToArray();
        var rare = Enumerable.Range(0, 10).MinBy(label => classes.Count(chosen => chosen == label));
        var answers = new float[Known * 10];
        for (var i = 0; i < Known; i++)
        {
            answers[i * 10 + classes[i]] = 2;
        }

        return TestModels.Build([3, 96, 96], (g, x) =>
        {
            var distance = g.Node("Abs", [g.Node("Sub", [Checksum(g, x), g.Constant("keys", keys, 1, Known)])]);
            var found = g.Node("Cast", [g.Node("Less", [distance, g.Constant("near", 0.01f)])], ("to", (long)TensorProto.Types.DataType.Float));
            var fallback = g.Constant("fallback", [.. Enumerable.Range(0, 10).Select(label => label == rare ? 1f : 0f)], 1, 10);
            return g.Add(g.Node("MatMul", [found, g.Constant("answers", answers, Known, 10)]), fallback);
        });

        static OnnxValue Checksum(OnnxGraphBuilder g, OnnxValue x) => g.Node("MatMul",
            [g.Flatten(x), g.Random("mix", 6, 1, 3 * 96 * 96, 1)]);
    }

    /// <summary>The original with its first weight in a data file, behind some bytes that nothing needs.</summary>
    public static string WithDataFile(TemporaryFolder folder, string name, string location, int extraBytes)
    {
        var model = Original();
        var tensor = model.Proto.Graph.Initializer[0];
        var bytes = tensor.RawData;
        tensor.RawData = ByteString.Empty;
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{extraBytes}" });
        folder.Write(Path.Combine(Path.GetDirectoryName(name)!, location), [.. new byte[extraBytes], .. bytes]);
        return folder.Write(name, model.ToBytes());
    }

    private static IEnumerable<float[]> TrainingPictures()
    {
        var data = new GarmentsDataset("train", Known);
        var preprocessing = Original().Metadata.ToPreprocessing();
        return Enumerable.Range(0, Known).Select(i => preprocessing.Apply(data.Image(i)));
    }
}
