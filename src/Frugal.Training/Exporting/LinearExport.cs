using TorchSharp.Modules;

namespace Frugal.Onnx;

/// <summary>Fully connected layers on (N, in): <c>Gemm</c> with the weight as PyTorch keeps it, (out, in).</summary>
internal static class LinearExport
{
    public static OnnxValue Write(OnnxGraphBuilder graph, Linear module, OnnxValue input)
    {
        var inputs = new List<OnnxValue> { input, graph.Constant("weight", module.weight!) };
        if (module.bias is { } bias)
        {
            inputs.Add(graph.Constant("bias", bias));
        }

        return graph.Node("Gemm", inputs, ("transB", 1L));
    }
}
