using Frugal.Onnx;
using Frugal.Onnx.Wire;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Quantization;

/// <summary>One product of 8-bit numbers that a node computes.</summary>
/// <param name="Node">The node.</param>
internal sealed record IntegerProduct(NodeProto Node)
{
    /// <summary>Why the kernel is exact for all numbers; null if it adds pairs in 16 bits.</summary>
    public string? Exact { get; init; }

    /// <summary>The signed operand; null if it is computed at run time.</summary>
    public TensorProto? Weight { get; init; }

    /// <summary>Which weights share a sum; null if the kernel adds no pairs.</summary>
    public PairLayout? Pairs { get; init; }

    /// <summary>The largest number of the unsigned operand.</summary>
    public int Largest { get; init; } = byte.MaxValue;
}

/// <summary>Finds the products of 8-bit numbers in a graph: which operand is signed, the layout of the weight, the largest activation.</summary>
internal static class IntegerProducts
{
    private static readonly HashSet<string> Joined = ["Conv", "Gemm", "MatMul"];

    private static readonly HashSet<string> Own =
        ["QLinearConv", "QLinearMatMul", "QGemm", "MatMulInteger", "MatMulIntegerToFloat", "ConvInteger", "DynamicQuantizeMatMul", "DynamicQuantizeLSTM", "QAttention"];

    /// <summary>Whether an operator may belong to a model with integer layers.</summary>
    public static bool Mentions(string type) => Own.Contains(type) || type == "DequantizeLinear";

    public static IEnumerable<IntegerProduct> Of(Graph graph, NodeProto node) => node.OpType switch
    {
        _ when Joined.Contains(node.OpType) && OnnxCheck.IsDefault(node.Domain) => Between(graph, node),
        "QLinearConv" => [Convolution(graph, node, Type(graph, node, 0, 2), At(node, 3), Type(graph, node, 3, 5))],
        "QLinearMatMul" => [Matrix(graph, node, Type(graph, node, 0, 2), At(node, 3), Type(graph, node, 3, 5))],
        "QGemm" => [Matrix(graph, node, Type(graph, node, 0, 2), At(node, 3), Type(graph, node, 3, 5), Attributes.Int(node, "transB", 0) == 1)],
        "MatMulInteger" => [Matrix(graph, node, Type(graph, node, 0, 2), At(node, 1), Type(graph, node, 1, 3))],
        "MatMulIntegerToFloat" => [Matrix(graph, node, Type(graph, node, 0, 4), At(node, 1), Type(graph, node, 1, 5))],
        "DynamicQuantizeMatMul" => [Matrix(graph, node, DataType.Uint8, At(node, 1), Type(graph, node, 1, 3))],
        "QAttention" => [Matrix(graph, node, Type(graph, node, 0, 6), At(node, 1), Type(graph, node, 1, 7))],
        "DynamicQuantizeLSTM" => [Matrix(graph, node, DataType.Uint8, At(node, 1), Type(graph, node, 1, 9)), Matrix(graph, node, DataType.Uint8, At(node, 2), Type(graph, node, 2, 11))],
        "ConvInteger" => [new IntegerProduct(node) { Exact = "ConvInteger multiplies its weight from the left, whose kernel adds in 32 bits" }],
        _ => [],
    };

    /// <summary>The integers of an int8 or int4 tensor.</summary>
    public static sbyte[] Bytes(TensorProto tensor)
    {
        var raw = tensor.RawData.Span;
        if ((DataType)tensor.DataType == DataType.Int8)
        {
            return raw.IsEmpty ? [.. tensor.Int32Data.Select(x => (sbyte)x)] : System.Runtime.InteropServices.MemoryMarshal.Cast<byte, sbyte>(raw).ToArray();
        }

        var packed = raw.IsEmpty ? [.. tensor.Int32Data.Select(x => (byte)x)] : raw.ToArray();
        return [.. Enumerable.Range(0, (int)tensor.Dims.Aggregate(1L, (product, dim) => product * dim)).Select(i => (sbyte)((sbyte)(packed[i / 2] << (i % 2 == 0 ? 4 : 0)) >> 4))];
    }

    /// <summary>A float operator whose two operands are dequantised integers: ONNX Runtime fuses them into an integer kernel.</summary>
    private static IEnumerable<IntegerProduct> Between(Graph graph, NodeProto node)
    {
        if (graph.Producer(node.Input[0]) is not { OpType: "DequantizeLinear" } left || graph.Producer(node.Input[1]) is not { OpType: "DequantizeLinear" } right)
        {
            yield break;
        }

        var constant = graph.Constant(right.Input[0]);
        var (activations, weights) = (Type(graph, left, 0, 2), constant is null ? Type(graph, right, 0, 2) : (DataType)constant.DataType);
        if (activations is not (DataType.Uint8 or DataType.Int8))
        {
            yield break;   // 16 bits: computed in floats
        }

        if (constant is null)
        {
            // ONNX Runtime converts signed activations of such models to unsigned on x64: neither operand stays signed.
            yield return new IntegerProduct(node) { Exact = "both sides are computed at run time and multiplied as uint8: its kernel adds in 32 bits" };
            yield break;
        }

        var product = node.OpType == "Conv"
            ? Convolution(graph, node, DataType.Uint8, right.Input[0], weights)
            : Matrix(graph, node, DataType.Uint8, right.Input[0], weights, node.OpType == "Gemm" && Attributes.Int(node, "transB", 0) == 1);
        yield return product with { Largest = Largest(graph, left, activations) };
    }

    private static int Largest(Graph graph, NodeProto dequantize, DataType activations)
    {
        if (graph.Producer(dequantize.Input[0]) is not { OpType: "QuantizeLinear" } quantize || graph.Constant(quantize.Input[1]) is not { } scales || TensorData.Floats(scales) is not [var scale])
        {
            return byte.MaxValue;
        }

        var signed = activations == DataType.Int8;
        var zero = quantize.Input.Count > 2 && graph.Constant(quantize.Input[2]) is { } point ? ZeroPoint(point) : 0;
        return ActivationReach.Largest(graph, quantize.Input[0], new QuantizationParameters(scale, zero), signed ? QuantizationFormat.Int8 : QuantizationFormat.UInt8);
    }

    private static int ZeroPoint(TensorProto tensor) => (DataType)tensor.DataType == DataType.Int8 ? Bytes(tensor)[0]
        : tensor.RawData.IsEmpty ? tensor.Int32Data.FirstOrDefault() : tensor.RawData[0];

    private static IntegerProduct Convolution(Graph graph, NodeProto node, DataType activations, string weight, DataType weights)
    {
        var tensor = Weight(graph, weight, dimensions: 3);
        return Product(node, activations, tensor, weights) with { Pairs = tensor is null ? null : PairLayout.Convolution([.. tensor.Dims], Attributes.Int(node, "group", 1)) };
    }

    private static IntegerProduct Matrix(Graph graph, NodeProto node, DataType activations, string weight, DataType weights, bool rows = false)
    {
        var tensor = Weight(graph, weight, dimensions: rows ? 2 : 1);
        return Product(node, activations, tensor, weights) with
        {
            Pairs = tensor is null ? null : rows ? PairLayout.MatrixRows((int)tensor.Dims[0], (int)tensor.Dims[1]) : PairLayout.MatrixColumns([.. tensor.Dims]),
        };
    }

    /// <summary>A constant weight; null for a value computed at run time.</summary>
    private static TensorProto? Weight(Graph graph, string name, int dimensions) => graph.Constant(name) is not { } tensor || tensor.Dims.Count >= dimensions ? graph.Constant(name)
        : throw OnnxErrors.Tensor(name, $"a weight of {dimensions} or more dimensions was expected, it has {tensor.Dims.Count}");

    private static IntegerProduct Product(NodeProto node, DataType activations, TensorProto? weight, DataType weights) => new(node)
    {
        Weight = weight,
        Exact = (weight is null ? weights : (DataType)weight.DataType) is not (DataType.Int8 or DataType.Int4) ? "unsigned weights: its kernel adds in 32 bits"
            : activations == DataType.Int8 ? "signed activations: its kernel adds in 32 bits"
            : null,
    };

    private static string At(NodeProto node, int input) => node.Input.Count > input ? node.Input[input] : "";

    /// <summary>The type of an integer input: its own if it is a constant, else its zero point's; uint8 if the node has none, as ONNX specifies.</summary>
    private static DataType Type(Graph graph, NodeProto node, int input, int zeroPoint)
    {
        if (graph.Constant(At(node, input)) is { } constant)
        {
            return (DataType)constant.DataType;
        }

        if (graph.Constant(At(node, zeroPoint)) is { } zero)
        {
            return (DataType)zero.DataType;
        }

        return graph.DeclaredType(At(node, input)) is { } type ? (DataType)type
            : graph.Producer(At(node, input)) is { OpType: "QuantizeLinear" } quantize && graph.Constant(At(quantize, 2)) is { } made ? (DataType)made.DataType
            : DataType.Uint8;
    }
}
