using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>How a convolution moves over the picture, for others that shall move like it.</summary>
internal sealed class ConvolutionForm(Conv2d like)
{
    /// <summary>A name for messages.</summary>
    /// <exception cref="FrugalException">The convolution has groups, or a padding that is no number of zeros.</exception>
    public static string Check(Conv2d layer)
    {
        var name = $"Conv2d {layer.in_channels} to {layer.out_channels}";
        return layer.groups != 1 ? throw FactorizationErrors.Unsupported(name, $"a convolution in {layer.groups} groups") : CheckPadding(layer, name);
    }

    /// <summary>A convolution of the same kernel, stride, padding and dilation.</summary>
    public Conv2d Create(long input, long output, bool bias, long groups = 1) => nn.Conv2d(
        input, output, Pair(like.kernel_size), stride: Pair(like.stride), padding: Pair(like.padding!), dilation: Pair(like.dilation), groups: groups, bias: bias);

    public static string CheckPadding(Conv2d layer, string name) => layer.padding is null || layer.padding_mode != PaddingModes.Zeros
        ? throw FactorizationErrors.Unsupported(name, $"padding {layer.padding_type?.ToString() ?? layer.padding_mode.ToString()}")
        : name;

    private static (long, long) Pair(long[] both) => (both[0], both[1]);
}
