using Frugal.Onnx.Wire;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;
using TensorType = Frugal.Onnx.Wire.TypeProto.Types.Tensor;

namespace Frugal.Onnx;

/// <summary>Makes an encoder of a classifier: its last layer is removed, and what the layer would read is the output.</summary>
public static class FeatureExtractor
{
    /// <summary>The name of the output: float32 (N, features).</summary>
    public const string OutputName = "features";

    /// <summary>The encoder of <paramref name="classifier"/>, which is not changed; the metadata stay.</summary>
    /// <exception cref="FrugalException">The model has several outputs, or its last node is not a linear layer (Gemm, or MatMul by a constant with or without an Add).</exception>
    public static OnnxModel Of(OnnxModel classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        var encoder = classifier.Clone();
        var graph = new Graph(encoder.Proto.Graph);
        var layer = encoder.Proto.Graph.Output is [var only] ? graph.Producer(only.Name) : null;
        var bias = layer is { OpType: "Add" } && layer.Input.Any(input => graph.Constant(input) is not null) ? layer : null;
        layer = bias is null ? layer : graph.Producer(bias.Input.First(input => graph.Constant(input) is null));
        if (layer is not { OpType: "Gemm" or "MatMul" } || graph.Constant(layer.Input[1]) is null || graph.Producer(layer.Input[0]) is not { } last || graph.Unique(OutputName) != OutputName)
        {
            throw new FrugalException($"{classifier.Source}: it does not end in one linear layer (Gemm, or MatMul by a constant) after other layers. Give a classifier.");
        }

        Rename(graph, last, layer.Input[0]);
        foreach (var node in new[] { bias, layer }.OfType<NodeProto>())
        {
            graph.Remove(node);
        }

        encoder.Proto.Graph.Output[0] = new ValueInfoProto { Name = OutputName, Type = new TypeProto { TensorType = new TensorType { ElemType = (int)DataType.Float } } };
        graph.Sweep();
        return encoder;
    }

    private static void Rename(Graph graph, NodeProto last, string value)
    {
        foreach (var consumer in graph.Consumers(value).ToArray())
        {
            for (var i = 0; i < consumer.Input.Count; i++)
            {
                if (consumer.Input[i] == value)
                {
                    graph.SetInput(consumer, i, OutputName);
                }
            }
        }

        graph.SetOutput(last, last.Output.IndexOf(value), OutputName);
    }
}
