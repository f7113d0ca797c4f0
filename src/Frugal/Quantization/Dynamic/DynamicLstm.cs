using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// LSTM as ONNX Runtime's <c>com.microsoft.DynamicQuantizeLSTM</c>: W (directions, 4 hidden, inputs) and R (directions, 4 hidden, hidden) transposed to
/// (directions, inputs, 4 hidden) int8, with one scale for each gate's unit.
/// </summary>
internal static class DynamicLstm
{
    /// <returns>Why the node is not quantised; null if it was quantised.</returns>
    public static string? Write(Graph graph, NodeProto node, QuantizationOptions options, List<WeightRounding> roundings)
    {
        if (graph.Constant(node.Input[1]) is not { Dims.Count: 3 } weight || graph.Constant(node.Input[2]) is not { Dims.Count: 3 } recurrence
            || weight.DataType != (int)TensorProto.Types.DataType.Float)
        {
            return "its weights are not float32 constants";
        }

        if (Attributes.Int(node, "layout", 0) != 0)
        {
            return "its layout has the batch first, which the int8 kernel does not support";
        }

        var (w, ws, wz) = Quantize(graph, node, weight, options, roundings);
        var (r, rs, rz) = Quantize(graph, node, recurrence, options, roundings);
        string[] optional = [.. Enumerable.Range(3, 5).Select(i => node.Input.Count > i ? node.Input[i] : "")];
        graph.Insert(new NodeProto
        {
            OpType = "DynamicQuantizeLSTM",
            Domain = WeightNodes.ContributedDomain,
            Name = node.Name,
            Input = { node.Input[0], w, r, optional, ws, wz, rs, rz },
            Output = { node.Output },
            Attribute = { node.Attribute.Where(attribute => attribute.Name != "layout") },
        }, node);
        graph.Remove(node);
        return null;
    }

    private static (string Integers, string Scales, string Zeros) Quantize(Graph graph, NodeProto node, TensorProto tensor, QuantizationOptions options, List<WeightRounding> roundings)
    {
        var (directions, gates, inputs) = ((int)tensor.Dims[0], (int)tensor.Dims[1], (int)tensor.Dims[2]);
        var numbers = TensorData.Floats(tensor);
        var rows = options.PerChannel ? directions * gates : directions;
        var weight = WeightQuantizer.Quantize(numbers, [rows, numbers.Length / rows], 0, options.WeightFormat);
        if (SafeWeights.Fit($"{WeightNodes.Name(node)} {tensor.Name}", numbers, weight, PairLayout.MatrixRows(directions * gates, inputs), PairBound.Full) is { } rounding)
        {
            roundings.Add(rounding);
        }

        var turned = Enumerable.Range(0, directions)
            .SelectMany(d => LinearLayer.Transposed(weight.Integers[(d * gates * inputs)..((d + 1) * gates * inputs)], gates, inputs)).ToArray();
        long[] shape = options.PerChannel ? [directions, gates] : [directions];
        var (integers, scales, zeros) = (graph.Unique("w"), graph.Unique("s"), graph.Unique("z"));
        graph.AddConstant(TensorData.Of<sbyte>(integers, turned, directions, inputs, gates));
        graph.AddConstant(TensorData.Of<float>(scales, weight.Scales, shape));
        graph.AddConstant(TensorData.Of<sbyte>(zeros, new sbyte[rows], shape));
        return (integers, scales, zeros);
    }
}
