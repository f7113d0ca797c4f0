using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>An axis of a layer's tensor and the channel that each place along it belongs to.</summary>
/// <param name="Layer">The layer's name in the network.</param>
/// <param name="Tensor">The tensor's name in the layer: <c>weight</c>, <c>bias</c>, <c>running_mean</c>.</param>
/// <param name="Values">The tensor.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Channels">The channel of each place.</param>
internal sealed record ChannelUse(string Layer, string Tensor, Tensor Values, int Axis, int[] Channels)
{
    /// <summary>Whether the layer makes the channels; it reads or changes them where nothing is said.</summary>
    public ChannelSide Side { get; init; }

    /// <summary>Whether the places are filters: of a convolution, of a linear layer.</summary>
    public bool IsFilters => Side != ChannelSide.Reads;

    /// <summary>Whether the places run along a weight of a convolution or a linear layer, on either side.</summary>
    public bool IsMatrix => Tensor == "weight" && Values.dim() > 1;
}
