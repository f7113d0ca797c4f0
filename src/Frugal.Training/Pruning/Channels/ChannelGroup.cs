namespace Frugal.Pruning;

/// <summary>
/// Channels that one or more layers make side by side, so that any of them can go while the others stay. What hangs on a
/// channel elsewhere (normalisations, the layers that read it, the other branches of a residual sum) goes with it.
/// </summary>
public sealed class ChannelGroup
{
    internal ChannelGroup(IReadOnlyList<string> layers, IReadOnlyList<int> sets) => (Layers, Sets) = (layers, sets);

    /// <summary>The first layer that makes the channels: the group's name.</summary>
    public string Name => Layers[0];

    /// <summary>The layers whose filters make the channels, each by its name in the network.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>How many channels can be removed one by one. In a grouped convolution one stands for the same place in every group.</summary>
    public int Channels => Sets.Count;

    /// <summary>The set of tied channels behind each of them.</summary>
    internal IReadOnlyList<int> Sets { get; }
}
