using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// A copy of a QDQ model with 128 added to its int8 weights and their zero points, as uint8. It represents the same numbers, and ONNX Runtime adds their products in 32 bits on every processor, slowly without VNNI. So
/// on any machine it gives the results of a processor with VNNI.
/// </summary>
internal static class UnsignedWeights
{
    public static OnnxModel Of(OnnxModel model)
    {
        var copy = model.Clone();
        var graph = new Graph(copy.Proto.Graph);
        foreach (var node in copy.Proto.Graph.Node.Where(node => node.OpType == "DequantizeLinear" && node.Input.Count > 2 && graph.Constant(node.Input[0]) is { DataType: (int)TensorProto.Types.DataType.Int8 }).ToArray())
        {
            var (weight, zero) = (graph.Constant(node.Input[0])!, graph.Constant(node.Input[2])!);
            (node.Input[0], node.Input[2]) = (Shifted(graph, weight), Shifted(graph, zero));
        }

        return copy;
    }

    private static string Shifted(Graph graph, TensorProto tensor)
    {
        var shifted = TensorData.Of<byte>(graph.Unique("u"), [.. IntegerProducts.Bytes(tensor).Select(q => (byte)(q + 128))], [.. tensor.Dims]);
        graph.AddConstant(shifted);
        return shifted.Name;
    }
}
