namespace Frugal.Pruning;

/// <summary>What a layer does with channels.</summary>
internal enum ChannelSide
{
    /// <summary>It reads them, or shifts and scales them.</summary>
    Reads,

    /// <summary>It has filters for them, as many as it is given channels: a depthwise convolution.</summary>
    Follows,

    /// <summary>It makes them out of others: how many is its own affair.</summary>
    Makes,
}
