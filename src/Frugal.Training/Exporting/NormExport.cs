using TorchSharp.Modules;

namespace Frugal.Onnx;

/// <summary>Batch normalisation with its running statistics: <c>BatchNormalization</c>.</summary>
internal static class NormExport
{
    public static OnnxValue Write(OnnxGraphBuilder graph, NormBase module, OnnxValue input)
    {
        if (module.running_mean is not { } mean || module.running_var is not { } variance)
        {
            throw ExportErrors.UnsupportedOption(graph.Path, "batch normalisation without running statistics");
        }

        var channels = (int)module.num_features;
        var ones = Enumerable.Repeat(1f, channels).ToArray();
        return graph.Node("BatchNormalization",
            [
                input,
                module.weight is { } weight ? graph.Constant("weight", weight) : graph.Constant("weight", ones, channels),
                module.bias is { } bias ? graph.Constant("bias", bias) : graph.Constant("bias", new float[channels], channels),
                graph.Constant("running_mean", mean),
                graph.Constant("running_var", variance),
            ],
            ("epsilon", (float)module.eps));
    }
}
