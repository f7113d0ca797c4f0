using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// A table of embeddings (V, D) as int8 with one scale per row: a row and its scale are looked up by the same number, and multiplied. No product of integers is involved,
/// so that nothing can saturate.
/// </summary>
internal static class DynamicEmbedding
{
    /// <returns>Why the node is not quantised; null if it was quantised.</returns>
    public static string? Write(Graph graph, NodeProto node)
    {
        if (graph.Constant(node.Input[0]) is not { Dims.Count: 2, DataType: (int)TensorProto.Types.DataType.Float } table || Attributes.Int(node, "axis", 0) != 0)
        {
            return "it does not look up rows of a float32 matrix";
        }

        var (rows, width) = ((int)table.Dims[0], (int)table.Dims[1]);
        var weight = WeightQuantizer.Quantize(TensorData.Floats(table), [rows, width], 0, QuantizationFormat.Int8);
        var (integers, scales, chosen, floats, scale) = (graph.Unique("w"), graph.Unique("s"), graph.Unique("r"), graph.Unique("f"), graph.Unique("u"));
        graph.AddConstant(TensorData.Of<sbyte>(integers, weight.Integers, rows, width));
        graph.AddConstant(TensorData.Of<float>(scales, weight.Scales, rows, 1));
        graph.Insert(new NodeProto { OpType = "Gather", Name = node.Name, Input = { integers, node.Input[1] }, Output = { chosen } }, node);
        graph.Insert(new NodeProto { OpType = "Cast", Input = { chosen }, Output = { floats }, Attribute = { Attributes.Of("to", (long)TensorProto.Types.DataType.Float) } }, node);
        graph.Insert(new NodeProto { OpType = "Gather", Input = { scales, node.Input[1] }, Output = { scale } }, node);
        graph.Insert(new NodeProto { OpType = "Mul", Input = { floats, scale }, Output = { node.Output[0] } }, node);
        graph.Remove(node);
        return null;
    }
}
