using Frugal.Onnx.Wire;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Measuring;

/// <summary>
/// Counts a graph's parameters: the trained values, each counted once, whatever their storage. An int8 model has as many
/// as its fp32 original, because scales and zero points describe the storage and are left out. So are shapes, indices, bounds, padding
/// values, and batch norm's running statistics, which PyTorch calls buffers rather than parameters.
/// </summary>
/// <remarks>It counts initializers and Constant nodes, also in subgraphs: floating-point and 4- or 8-bit tensors, and int32
/// ones that are dequantised or are a quantised operator's bias. Scalar constants belong to expressions and are not counted.</remarks>
internal static class ParameterCount
{
    /// <summary>Inputs, by index, that are an operator's settings rather than weights.</summary>
    internal static readonly Dictionary<string, int[]> Settings = new()
    {
        ["QuantizeLinear"] = [1, 2],
        ["DequantizeLinear"] = [1, 2],
        ["DynamicQuantizeLSTM"] = [8, 9, 10, 11],
        ["QLinearConv"] = [1, 2, 4, 5, 6, 7],
        ["QLinearMatMul"] = [1, 2, 4, 5, 6, 7],
        ["QGemm"] = [1, 2, 4, 5, 7, 8],
        ["QLinearAdd"] = [1, 2, 4, 5, 6, 7],
        ["QLinearMul"] = [1, 2, 4, 5, 6, 7],
        ["QLinearGlobalAveragePool"] = [1, 2, 3, 4],
        ["QLinearAveragePool"] = [1, 2, 3, 4],
        ["QLinearLeakyRelu"] = [1, 2, 3, 4],
        ["QLinearSigmoid"] = [1, 2, 3, 4],
        ["ConvInteger"] = [2, 3],
        ["MatMulInteger"] = [2, 3],
        ["MatMulIntegerToFloat"] = [2, 3, 4, 5],
        ["DynamicQuantizeMatMul"] = [2, 3],
        ["MatMulNBits"] = [2, 3],
        ["BatchNormalization"] = [3, 4],
        ["Resize"] = [1, 2, 3],
        ["Upsample"] = [1],
        ["Clip"] = [1, 2],
        ["Pad"] = [1, 2, 3],
        ["OneHot"] = [1, 2],
        ["Pow"] = [1],
        ["Range"] = [0, 1, 2],
    };

    /// <summary>The input index of an int32 bias.</summary>
    internal static readonly Dictionary<string, int> IntegerBias = new() { ["DequantizeLinear"] = 0, ["QLinearConv"] = 8, ["QGemm"] = 6 };

    /// <summary>The number of parameters, and the format of most of them.</summary>
    public static (long Total, string Format) Of(ModelProto model)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        Graph(model.Graph, counts);
        return (counts.Values.Sum(), counts.Count == 0 ? "none" : counts.MaxBy(count => count.Value).Key);
    }

    private static void Graph(GraphProto graph, SortedDictionary<string, long> counts)
    {
        var settings = new HashSet<string>();
        var biases = new HashSet<string>();
        var used = new HashSet<string>();
        foreach (var node in graph.Node)
        {
            for (var i = 0; i < node.Input.Count; i++)
            {
                var isSetting = Settings.TryGetValue(node.OpType, out var indices) && indices.Contains(i);
                (isSetting ? settings : used).Add(node.Input[i]);
                if (IntegerBias.TryGetValue(node.OpType, out var bias) && bias == i)
                {
                    biases.Add(node.Input[i]);
                }
            }

            foreach (var inner in node.Attribute.SelectMany(attribute => attribute.Graphs.Append(attribute.G)).OfType<GraphProto>())
            {
                Graph(inner, counts);
            }
        }

        var constants = graph.Node.Where(node => node.OpType == "Constant")
            .Select(node => (Name: node.Output.FirstOrDefault() ?? "", Tensor: node.Attribute.FirstOrDefault(attribute => attribute.Name == "value")?.T))
            .Where(constant => constant.Tensor is not null && Elements(constant.Tensor) > 1);
        foreach (var (name, tensor) in graph.Initializer.Select(tensor => (tensor.Name, (TensorProto?)tensor)).Concat(constants))
        {
            if ((!settings.Contains(name) || used.Contains(name)) && Format(tensor!, biases.Contains(name)) is { } format)
            {
                counts[format] = counts.GetValueOrDefault(format) + Elements(tensor!);
            }
        }
    }

    private static long Elements(TensorProto tensor) => tensor.Dims.Aggregate(1L, (product, size) => product * size);

    private static string? Format(TensorProto tensor, bool bias) => (DataType)tensor.DataType switch
    {
        DataType.Double => "fp64",
        DataType.Float => "fp32",
        DataType.Float16 => "fp16",
        DataType.Bfloat16 => "bf16",
        DataType.Float8E4M3Fn or DataType.Float8E4M3Fnuz or DataType.Float8E5M2 or DataType.Float8E5M2Fnuz => "fp8",
        DataType.Int8 or DataType.Uint8 => "int8",
        DataType.Int4 or DataType.Uint4 => "int4",
        DataType.Int32 when bias => "int32",
        _ => null,
    };
}
