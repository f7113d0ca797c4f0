using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>
/// Factors a layer into two thin ones by truncated singular value decomposition
/// (Denton et al. 2014, "Exploiting linear structure within convolutional networks", section 3.2; Zhang et al. 2016,
/// "Accelerating very deep convolutional networks", section 3.1, without the response's nonlinearity).
/// </summary>
public static class LowRank
{
    /// <summary>A linear layer (in to out) as in to r without bias, then r to out.</summary>
    /// <exception cref="FrugalException">The rank is out of range for the layer, or its weights are not finite.</exception>
    public static FactoredLayer Of(Linear layer, RankChoice choice)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(choice);
        using var scope = NewDisposeScope();
        var split = SpectralSplit.Of(layer.weight!.unsqueeze(0), choice, $"Linear {layer.in_features} to {layer.out_features}");
        var first = nn.Linear(layer.in_features, split.Rank, hasBias: false);
        var second = nn.Linear(split.Rank, layer.out_features, hasBias: layer.bias is not null);
        LayerCopy.Fill(first.weight!, split.Right[0]);
        LayerCopy.Fill(second.weight!, split.Left[0]);
        LayerCopy.FillBias(second.bias, layer.bias);
        return new FactoredLayer(first, second, split.Rank, split.RelativeError);
    }

    /// <summary>A k x k convolution (in to out) as a k x k convolution from in to r without bias, then a 1x1 convolution from r to out.</summary>
    /// <exception cref="FrugalException">The convolution has groups, the rank is out of range, or weights are not finite.</exception>
    public static FactoredLayer Of(Conv2d layer, RankChoice choice)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(choice);
        var name = DenseConvolution.Check(layer);
        using var scope = NewDisposeScope();
        var weight = layer.weight!;
        var split = SpectralSplit.Of(weight.reshape(1, layer.out_channels, -1), choice, name);
        var first = ConvolutionForm.Create(layer, layer.in_channels, split.Rank, bias: false);
        var second = nn.Conv2d(split.Rank, layer.out_channels, 1L, bias: layer.bias is not null);
        LayerCopy.Fill(first.weight!, split.Right.reshape(first.weight!.shape));
        LayerCopy.Fill(second.weight!, split.Left.reshape(second.weight!.shape));
        LayerCopy.FillBias(second.bias, layer.bias);
        return new FactoredLayer(first, second, split.Rank, split.RelativeError);
    }
}
