using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Onnx;

/// <summary>Exports activation functions: one node if ONNX has the function, several nodes if not.</summary>
internal static class ActivationExport
{
    /// <summary>The function's output; null if the module is not a supported activation.</summary>
    public static OnnxValue? Write(OnnxGraphBuilder graph, nn.Module<Tensor, Tensor> module, OnnxValue input) => module switch
    {
        ReLU => graph.Relu(input),
        ReLU6 => Clip(graph, input, 0, 6),
        LeakyReLU leaky => graph.Node("LeakyRelu", [input], ("alpha", (float)leaky.negative_slope)),
        Sigmoid => graph.Node("Sigmoid", [input]),
        Tanh => graph.Node("Tanh", [input]),
        Softmax softmax => graph.Node("Softmax", [input], ("axis", softmax.dim)),
        Hardsigmoid => HardSigmoid(graph, input),
        Hardswish => graph.Node("HardSwish", [input]),
        SiLU => graph.Multiply(input, graph.Node("Sigmoid", [input])),
        GELU { approximate: GELU.Approximate.tanh } => TanhGelu(graph, input),
        GELU => ErfGelu(graph, input),
        _ => null,
    };

    internal static OnnxValue Clip(OnnxGraphBuilder graph, OnnxValue input, float min, float max) =>
        graph.Node("Clip", [input, graph.Constant("min", min), graph.Constant("max", max)]);

    /// <summary>max(0, min(1, x / 6 + 1 / 2)), as PyTorch defines it.</summary>
    internal static OnnxValue HardSigmoid(OnnxGraphBuilder graph, OnnxValue input) =>
        graph.Node("HardSigmoid", [input], ("alpha", 1f / 6), ("beta", 0.5f));

    /// <summary>x / 2 * (1 + erf(x / sqrt 2)), Hendrycks and Gimpel 2016.</summary>
    internal static OnnxValue ErfGelu(OnnxGraphBuilder graph, OnnxValue x)
    {
        var erf = graph.Node("Erf", [graph.Node("Div", [x, graph.Constant("sqrt2", MathF.Sqrt(2))])]);
        return graph.Multiply(graph.Multiply(x, graph.Add(erf, graph.Constant("one", 1))), graph.Constant("half", 0.5f));
    }

    /// <summary>x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))), the paper's approximation.</summary>
    private static OnnxValue TanhGelu(OnnxGraphBuilder graph, OnnxValue x)
    {
        var cube = graph.Multiply(graph.Multiply(x, x), graph.Multiply(x, graph.Constant("cubic", 0.044715f)));
        var tanh = graph.Node("Tanh", [graph.Multiply(graph.Add(x, cube), graph.Constant("slope", MathF.Sqrt(2 / MathF.PI)))]);
        return graph.Multiply(graph.Multiply(x, graph.Add(tanh, graph.Constant("one", 1))), graph.Constant("half", 0.5f));
    }
}
