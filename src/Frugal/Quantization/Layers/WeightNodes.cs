using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>The nodes that hold weights, for methods that do not use activations.</summary>
internal static class WeightNodes
{
    /// <summary>The nodes of <paramref name="graph"/> with a float32 constant of two dimensions or more, and all matrix products.</summary>
    public static NodeProto[] Of(Graph graph) =>
        [.. graph.Proto.Node.Where(node => node.OpType is "MatMul" || node.Input.Any(input => graph.Constant(input) is { Dims.Count: >= 2 } tensor && tensor.DataType == (int)TensorProto.Types.DataType.Float))];

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
}
