using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>An axis of a layer's tensor, and the channel of each index along it.</summary>
/// <param name="Layer">The layer's name in the network.</param>
/// <param name="Tensor">The tensor's name in the layer: <c>weight</c>, <c>bias</c>, <c>running_mean</c>.</param>
/// <param name="Values">The tensor.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Channels">The channel of each index along the axis.</param>
internal sealed record ChannelUse(string Layer, string Tensor, Tensor Values, int Axis, int[] Channels)
{
    /// <summary>How the layer uses the channels; by default it reads or changes them.</summary>
    public ChannelSide Side { get; init; }

    /// <summary>Whether the axis counts filters of a convolution or of a linear layer.</summary>
    public bool IsFilters => Side != ChannelSide.Reads;

    /// <summary>Whether the axis belongs to the weight of a convolution or a linear layer, on the input or the output side.</summary>
    public bool IsMatrix => Tensor == "weight" && Values.dim() > 1;
}
