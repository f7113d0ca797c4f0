using TorchSharp;
using TorchSharp.Modules;

namespace Frugal.Onnx;

/// <summary>Convolutions of one, two and three dimensions, and their transposes: <c>Conv</c> and <c>ConvTranspose</c>.</summary>
internal static class ConvolutionExport
{
    public static OnnxValue Write(OnnxGraphBuilder graph, Convolution module, OnnxValue input)
    {
        if (module.padding_mode != PaddingModes.Zeros)
        {
            throw ExportErrors.UnsupportedOption(graph.Path, $"padding_mode {module.padding_mode}");
        }

        var inputs = new List<OnnxValue> { input, graph.Constant("weight", module.weight!) };
        if (module.bias is { } bias)
        {
            inputs.Add(graph.Constant("bias", bias));
        }

        var attributes = new List<(string, object)>
        {
            ("kernel_shape", module.kernel_size),
            ("strides", module.stride),
            ("pads", Pads(module)),
            ("dilations", module.dilation),
            ("group", module.groups),
        };
        if (module.transposed)
        {
            attributes.Add(("output_padding", module.output_padding));
        }

        return graph.Node(module.transposed ? "ConvTranspose" : "Conv", inputs, [.. attributes]);
    }

    /// <summary>The paddings at the start of all axes, then those at the end; "same" puts the odd one at the end.</summary>
    private static long[] Pads(Convolution module)
    {
        if (module.padding_type is null)
        {
            return [.. module.padding!, .. module.padding!];
        }

        var totals = module.kernel_size.Zip(module.dilation, (kernel, dilation) => module.padding_type == Padding.Same ? dilation * (kernel - 1) : 0).ToArray();
        return [.. totals.Select(total => total / 2), .. totals.Select(total => total - total / 2)];
    }
}
