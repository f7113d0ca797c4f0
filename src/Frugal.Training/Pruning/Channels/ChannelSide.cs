namespace Frugal.Pruning;

/// <summary>How a layer uses channels.</summary>
internal enum ChannelSide
{
    /// <summary>The layer reads them, or shifts and scales them.</summary>
    Reads,

    /// <summary>The layer has filters for them, as many as input channels: a depthwise convolution.</summary>
    Follows,

    /// <summary>The layer produces them from others; their number does not depend on the input.</summary>
    Makes,
}
