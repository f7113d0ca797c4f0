using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>
/// Factors a convolution into a depthwise and a 1x1 convolution. Each input channel's kernels, a matrix (out, k * k), are replaced by
/// their leading singular directions, the best approximation that such a pair can reach (Guo et al. 2018, "Network decoupling: from
/// regular to depthwise separable convolutions", section 3.2).
/// </summary>
public static class DepthwiseSeparable
{
    /// <summary>The pair with <c>r</c> depthwise kernels per channel: in to in * r depthwise, then in * r to out. With r = k * k it is exact.</summary>
    /// <exception cref="FrugalException">The convolution has groups, the rank is out of range, or weights are not finite.</exception>
    public static FactoredLayer Of(Conv2d layer, RankChoice choice)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(choice);
        var name = DenseConvolution.Check(layer);
        using var scope = NewDisposeScope();
        var kernels = layer.weight!.permute(1, 0, 2, 3).reshape(layer.in_channels, layer.out_channels, -1);   // (in, out, k * k)
        var split = SpectralSplit.Of(kernels, choice, name);
        var inner = layer.in_channels * split.Rank;
        var first = ConvolutionForm.Create(layer, layer.in_channels, inner, bias: false, groups: layer.in_channels);
        var second = nn.Conv2d(inner, layer.out_channels, 1L, bias: layer.bias is not null);
        LayerCopy.Fill(first.weight!, split.Right.reshape(first.weight!.shape));
        LayerCopy.Fill(second.weight!, split.Left.permute(1, 0, 2).reshape(second.weight!.shape));
        LayerCopy.FillBias(second.bias, layer.bias);
        return new FactoredLayer(first, second, split.Rank, split.RelativeError);
    }
}
