using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Creates convolutions with the same geometry as another one.</summary>
internal static class ConvolutionForm
{
    /// <summary>A convolution with the kernel, stride, padding and dilation of <paramref name="like"/>.</summary>
    public static Conv2d Create(Conv2d like, long input, long output, bool bias, long groups = 1)
    {
        var (kernel, stride, dilation) = (Pair(like.kernel_size), Pair(like.stride), Pair(like.dilation));
        return like.padding_type is { } rule
            ? nn.Conv2d(input, output, kernel, rule, stride, dilation, like.padding_mode, groups, bias)
            : nn.Conv2d(input, output, kernel, stride, Pair(like.padding!), dilation, like.padding_mode, groups, bias);
    }

    private static (long, long) Pair(long[] sizes) => (sizes[0], sizes[^1]);
}
