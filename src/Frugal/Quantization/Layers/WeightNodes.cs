using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>The nodes that hold weights, for methods that do not use activations.</summary>
internal static class WeightNodes
{
    /// <summary>The nodes of <paramref name="graph"/> with a float32 constant of two dimensions or more, also in their subgraphs, and all matrix products.</summary>
    public static NodeProto[] Of(Graph graph) =>
        [.. graph.Proto.Node.Where(node => node.OpType is "MatMul" || node.Input.Any(input => IsWeight(graph.Constant(input))) || InSubgraphs(graph, node) is not null)];

    /// <summary>Why a node with subgraphs (If, Loop, Scan) is kept; null if they use no weights.</summary>
    public static string? InSubgraphs(Graph graph, NodeProto node)
    {
        var inner = OnnxCheck.Subgraphs(node).ToArray();
        return inner.Length > 0 && (inner.SelectMany(OnnxCheck.Tensors).Any(IsWeight) || OnnxCheck.Inputs(node).Any(input => IsWeight(graph.Constant(input))))
            ? "its weights are in subgraphs, which are not quantised"
            : null;
    }

    /// <summary>A node's name in reports.</summary>
    public static string Name(NodeProto node) => node.Name.Length > 0 ? node.Name : node.Output[0];

    /// <summary>Lets the model use operators of ONNX Runtime's own domain.</summary>
    public static void UseContributed(OnnxModel model)
    {
        if (!model.Proto.OpsetImport.Any(opset => opset.Domain == ContributedDomain))
        {
            model.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = ContributedDomain, Version = 1 });
        }
    }

    public const string ContributedDomain = "com.microsoft";

    private static bool IsWeight(TensorProto? tensor) => tensor is { Dims.Count: >= 2, DataType: (int)TensorProto.Types.DataType.Float };
}
