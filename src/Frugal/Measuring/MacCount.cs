using Frugal.Onnx.Wire;

namespace Frugal.Measuring;

/// <summary>
/// Counts multiply-accumulates: one multiplication plus one addition each, so about half the FLOPs. It counts convolutions,
/// matrix products in all their forms (fp32, QDQ, QLinear, integer, fused) and recurrent layers. It omits biases, activations, pooling,
/// normalisation, fused attention operators, and bodies of loops and functions, which are small in the networks that Frugal makes.
/// </summary>
/// <remarks>
/// Convolution: |Y| x C/group x |kernel|. Transposed: |X| x M/group x |kernel|. Product of (..., M, K) and (K, N): |Y| x K.
/// Recurrent, of T steps and N sequences: T x N x (|W| + |R|), whatever the number of gates and directions.
/// </remarks>
internal static class MacCount
{
    private enum Kind { Convolution, Transposed, Product, Gemm, Packed, Recurrent }

    /// <summary>An operator's kind, and the indices of its data and weight inputs.</summary>
    private static readonly Dictionary<string, (Kind Kind, int Data, int Weight)> Operators = new()
    {
        ["Conv"] = (Kind.Convolution, 0, 1),
        ["FusedConv"] = (Kind.Convolution, 0, 1),
        ["NhwcFusedConv"] = (Kind.Convolution, 0, 1),
        ["ConvInteger"] = (Kind.Convolution, 0, 1),
        ["QLinearConv"] = (Kind.Convolution, 0, 3),
        ["ConvTranspose"] = (Kind.Transposed, 0, 1),
        ["MatMul"] = (Kind.Product, 0, 1),
        ["FusedMatMul"] = (Kind.Gemm, 0, 1),
        ["MatMulInteger"] = (Kind.Product, 0, 1),
        ["MatMulIntegerToFloat"] = (Kind.Product, 0, 1),
        ["DynamicQuantizeMatMul"] = (Kind.Product, 0, 1),
        ["QLinearMatMul"] = (Kind.Product, 0, 3),
        ["Gemm"] = (Kind.Gemm, 0, 1),
        ["FusedGemm"] = (Kind.Gemm, 0, 1),
        ["QGemm"] = (Kind.Gemm, 0, 3),
        ["MatMulNBits"] = (Kind.Packed, 0, 1),
        ["LSTM"] = (Kind.Recurrent, 0, 1),
        ["GRU"] = (Kind.Recurrent, 0, 1),
        ["RNN"] = (Kind.Recurrent, 0, 1),
        ["DynamicQuantizeLSTM"] = (Kind.Recurrent, 0, 1),
    };

    /// <summary>The multiply-accumulates of one call.</summary>
    /// <exception cref="FrugalException">The model cannot be run on the shapes that it declares.</exception>
    public static long Of(ModelProto model, string path, ModelRunOptions options)
    {
        var nodes = model.Graph.Node.Where(IsCounted).ToArray();
        var shapes = ShapeTrace.Run(model, path, nodes.SelectMany(Values), options);
        return nodes.Sum(node => Of(node, shapes));
    }

    private static bool IsCounted(NodeProto node) =>
        Operators.TryGetValue(node.OpType, out var entry) && node.Input.Count > Math.Max(entry.Data, entry.Weight) && node.Output.Count > 0;

    private static IEnumerable<string> Values(NodeProto node)
    {
        var (kind, data, weight) = Operators[node.OpType];
        return [node.Input[data], node.Input[weight], kind == Kind.Recurrent ? node.Input[2] : node.Output[0]];
    }

    private static long Of(NodeProto node, IReadOnlyDictionary<string, long[]> shapes)
    {
        var (kind, dataAt, weightAt) = Operators[node.OpType];
        var (data, weight) = (shapes[node.Input[dataAt]], shapes[node.Input[weightAt]]);
        if (kind == Kind.Recurrent)
        {
            return data[0] * data[1] * (Size(weight) + Size(shapes[node.Input[2]]));   // data (T, N, inputs)
        }

        var output = Size(shapes[node.Output[0]]);
        return kind switch
        {
            Kind.Convolution => output * Size(weight.AsSpan(1)),                         // weight (M, C/group, k...)
            Kind.Transposed => Size(data) * Size(weight.AsSpan(1)),                      // weight (C, M/group, k...)
            Kind.Product => output * data[^1],
            Kind.Gemm => output * (Attribute(node, "transA") == 0 ? data[^1] : data[^2]),
            Kind.Packed => output * Attribute(node, "K"),
            _ => 0,
        };
    }

    private static long Attribute(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I ?? 0;

    private static long Size(ReadOnlySpan<long> shape)
    {
        long size = 1;
        foreach (var dimension in shape)
        {
            size *= dimension;
        }

        return size;
    }
}
