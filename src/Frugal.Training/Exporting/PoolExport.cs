using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Onnx;

/// <summary>Pooling over height and width.</summary>
internal static class PoolExport
{
    public static OnnxValue Write(OnnxGraphBuilder graph, nn.Module<Tensor, Tensor> module, OnnxValue input) => module switch
    {
        MaxPool2d pool => graph.Node("MaxPool", [input],
            ("kernel_shape", pool.kernel_size), ("strides", pool.stride ?? pool.kernel_size), ("pads", Both(pool.padding)),
            ("dilations", pool.dilation ?? [1, 1]), ("ceil_mode", pool.ceil_mode ? 1L : 0L)),
        AvgPool2d { divisor_override: not null } => throw ExportErrors.UnsupportedOption(graph.Path, "divisor_override"),
        AvgPool2d pool => graph.Node("AveragePool", [input],
            ("kernel_shape", pool.kernel_size), ("strides", pool.stride ?? pool.kernel_size), ("pads", Both(pool.padding)),
            ("count_include_pad", pool.count_include_pad ? 1L : 0L), ("ceil_mode", pool.ceil_mode ? 1L : 0L)),
        AdaptiveAvgPool2d pool when pool.output_size.All(size => size == 1) => graph.GlobalAveragePool(input),
        AdaptiveAvgPool2d pool => throw ExportErrors.UnsupportedOption(graph.Path, $"adaptive pooling to [{string.Join(", ", pool.output_size)}] (only to 1)"),
        _ => throw ExportErrors.UnsupportedModule(graph.Path, module.GetType().Name),
    };

    private static long[] Both(long[]? padding) => padding switch
    {
        null => [0, 0, 0, 0],
        [var one] => [one, one, one, one],
        _ => [.. padding, .. padding],
    };
}
