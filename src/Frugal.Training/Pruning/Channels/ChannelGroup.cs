namespace Frugal.Pruning;

/// <summary>
/// Channels that one or more layers produce, each of which can be removed independently of the others. Everything that depends on a
/// channel (normalisations, the layers that read it, the other branches of a residual sum) is removed with it.
/// </summary>
public sealed class ChannelGroup
{
    internal ChannelGroup(IReadOnlyList<string> layers, IReadOnlyList<int> sets) => (Layers, Sets) = (layers, sets);

    /// <summary>The first layer that produces the channels: the group's name.</summary>
    public string Name => Layers[0];

    /// <summary>The layers whose filters produce the channels, by their names in the network.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>
    /// The number of channels that can be removed one by one. In a grouped convolution, one channel represents the same position in every group.
    /// </summary>
    public int Channels => Sets.Count;

    /// <summary>The set of dependent channels that each of them represents.</summary>
    internal IReadOnlyList<int> Sets { get; }
}
