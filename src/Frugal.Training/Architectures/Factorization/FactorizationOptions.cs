using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Which layers of a network are factored, and to which rank.</summary>
public sealed record FactorizationOptions
{
    /// <summary>Singular directions kept in each layer; 95% of the energy by default.</summary>
    public RankChoice Rank { get; init; } = RankChoice.KeepingEnergy(0.95);

    /// <summary>Whether convolutions larger than 1x1 become a depthwise and a 1x1 convolution instead of two thin ones; false by default.</summary>
    public bool DepthwiseSeparable { get; init; }

    /// <summary>Selects layers by their names in the network; all by default.</summary>
    public Func<string, bool> Select { get; init; } = _ => true;

    /// <summary>Whether a layer is replaced even if both parts together have more parameters; false by default.</summary>
    public bool EvenIfLarger { get; init; }

    /// <summary>The factored layer; null if the layer cannot be factored.</summary>
    internal FactoredLayer? Factor(nn.Module layer) => layer switch
    {
        Linear linear => LowRank.Of(linear, RankWithin(Math.Min(linear.in_features, linear.out_features))),
        Conv2d { groups: 1 } convolution when DepthwiseSeparable && Area(convolution) > 1 =>
            Architectures.DepthwiseSeparable.Of(convolution, RankWithin(Math.Min(Area(convolution), convolution.out_channels))),
        Conv2d { groups: 1 } convolution => LowRank.Of(convolution, RankWithin(Math.Min(convolution.in_channels * Area(convolution), convolution.out_channels))),
        _ => null,
    };

    private static long Area(Conv2d layer) => layer.kernel_size[0] * layer.kernel_size[1];

    /// <summary>A layer with fewer directions than requested keeps them all.</summary>
    private RankChoice RankWithin(long most) => Rank.Rank > most ? RankChoice.Exactly((int)most) : Rank;
}
