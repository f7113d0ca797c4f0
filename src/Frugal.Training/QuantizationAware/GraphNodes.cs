using Frugal.Architectures;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Quantization;

/// <summary>ONNX operators of image networks, computed by TorchSharp so that gradients flow.</summary>
internal static class GraphNodes
{
    private static readonly string[] Known =
        ["Conv", "Gemm", "MatMul", "Add", "Mul", "Relu", "Clip", "Sigmoid", "LeakyRelu", "HardSwish", "HardSigmoid", "MaxPool", "AveragePool", "GlobalAveragePool", "Concat", "Flatten", "Reshape", "Identity"];

    /// <summary>Why a node cannot be trained; null where it can.</summary>
    public static string? Refusal(Graph graph, NodeProto node) =>
        !OnnxCheck.IsDefault(node.Domain) || !Known.Contains(node.OpType) ? $"{node.OpType} is not known in training"
        : Attributes.String(node, "auto_pad", "NOTSET") != "NOTSET" || Attributes.Int(node, "ceil_mode", 0) != 0 ? $"{node.OpType} with auto_pad or ceil_mode is not known in training"
        : node.OpType == "AveragePool" && Attributes.Ints(node, "pads") is [var top, var left, var bottom, var right] && (top, left) != (bottom, right) ? "AveragePool with padding that differs between the sides is not known in training"
        : node.OpType == "Conv" && graph.Constant(node.Input[1])?.Dims.Count != 4 ? "convolutions over two axes alone are known in training"
        : node.OpType == "Reshape" && graph.Constant(node.Input[1]) is null ? "the shape of Reshape is computed at run time"
        : null;

    /// <summary>The node's output.</summary>
    /// <param name="graph">Its graph, for constants that are not weights.</param>
    /// <param name="node">A node that <see cref="Refusal"/> accepts.</param>
    /// <param name="x">Its inputs; null for those that are not tensors.</param>
    public static Tensor Run(Graph graph, NodeProto node, IReadOnlyList<Tensor?> x) => node.OpType switch
    {
        "Conv" => Convolution(node, x),
        "Gemm" => Gemm(node, x),
        "MatMul" => x[0]!.CheckedMatmul(x[1]!),
        "Add" => x[0]!.add(x[1]!),
        "Mul" => x[0]!.mul(x[1]!),
        "Relu" => x[0]!.relu(),
        "Clip" => x[0]!.clamp(Bound(graph, node, 1, float.MinValue), Bound(graph, node, 2, float.MaxValue)),
        "Sigmoid" => x[0]!.sigmoid(),
        "LeakyRelu" => x[0]!.leaky_relu(Attributes.Float(node, "alpha", 0.01f)),
        "HardSwish" => x[0]!.hardswish(),
        "HardSigmoid" => x[0]!.mul(Attributes.Float(node, "alpha", 0.2f)).add(Attributes.Float(node, "beta", 0.5f)).clamp(0, 1),
        "MaxPool" => MaxPool(node, x[0]!),
        "AveragePool" => AveragePool(node, x[0]!),
        "GlobalAveragePool" => x[0]!.mean([2, 3], keepdim: true),
        "Concat" => cat([.. x.Select(part => part!)], Attributes.Int(node, "axis", 0)),
        "Flatten" => Flatten(x[0]!, Attributes.Int(node, "axis", 1)),
        "Reshape" => Reshape(x[0]!, TensorData.Integers(graph.Constant(node.Input[1])!)),
        _ => x[0]!.alias(),
    };

    private static Tensor Convolution(NodeProto node, IReadOnlyList<Tensor?> x)
    {
        var (input, padding) = Padded(node, x[0]!, 0);
        var stride = Pair(node, "strides", 1);
        return functional.conv2d(StridedPointwise.Safe(input, x[1]!, stride), x[1]!, x.Count > 2 ? x[2] : null, stride, padding, Pair(node, "dilations", 1), Attributes.Int(node, "group", 1));
    }

    private static Tensor Gemm(NodeProto node, IReadOnlyList<Tensor?> x)
    {
        var product = x[0]!.CheckedMatmul(Attributes.Int(node, "transB", 0) == 1 ? x[1]!.t() : x[1]!);
        return x.Count > 2 && x[2] is { } bias ? product.add(bias) : product;
    }

    private static Tensor MaxPool(NodeProto node, Tensor x)
    {
        var (input, padding) = Padded(node, x, double.NegativeInfinity);
        return functional.max_pool2d(input, Attributes.Ints(node, "kernel_shape"), Pair(node, "strides", 1), padding, Pair(node, "dilations", 1));
    }

    private static Tensor AveragePool(NodeProto node, Tensor x) => functional.avg_pool2d(
        x, Attributes.Ints(node, "kernel_shape"), Pair(node, "strides", 1), Padded(node, x, 0).Padding, count_include_pad: Attributes.Int(node, "count_include_pad", 0) == 1);

    /// <summary>Applies asymmetric padding to the input first; symmetric padding is returned for the operator.</summary>
    private static (Tensor Input, long[] Padding) Padded(NodeProto node, Tensor x, double value)
    {
        long[] pads = Attributes.Ints(node, "pads") is { Length: 4 } given ? given : [0, 0, 0, 0];
        return pads[0] == pads[2] && pads[1] == pads[3] ? (x, [pads[0], pads[1]]) : (functional.pad(x, [pads[1], pads[3], pads[0], pads[2]], value: value), [0, 0]);
    }

    private static Tensor Flatten(Tensor x, long axis) => x.reshape(x.shape[..(int)axis].Aggregate(1L, (a, b) => a * b), -1);

    private static Tensor Reshape(Tensor x, long[] shape) => x.reshape([.. shape.Select((dim, i) => dim == 0 ? x.shape[i] : dim)]);

    private static long[] Pair(NodeProto node, string attribute, long otherwise) => Attributes.Ints(node, attribute) is { Length: 2 } pair ? pair : [otherwise, otherwise];

    private static float Bound(Graph graph, NodeProto node, int input, float otherwise) =>
        node.Input.Count > input && graph.Constant(node.Input[input]) is { } bound ? TensorData.Floats(bound)[0] : otherwise;
}
