namespace Frugal.Pruning;

/// <summary>How many channels are removed, and which are kept.</summary>
public sealed record ChannelPruningOptions
{
    /// <summary>The share of the channels to remove, above 0 and below 1; 0.5 by default.</summary>
    public double Ratio { get; init; } = 0.5;

    /// <summary>Whether the share applies to every group or to the network as a whole; every group by default.</summary>
    public PruningScope Scope { get; init; } = PruningScope.Layer;

    /// <summary>
    /// The number of channels kept in a group is a multiple of this, 1 to 64; 8 by default: processors work on 8 or 16 channels at once, and other
    /// counts waste lanes. A group that would keep fewer keeps this many, or all that it has.
    /// </summary>
    public int Multiple { get; init; } = 8;

    /// <summary>With <see cref="PruningScope.Global"/>, the most that one group may lose, above 0 and below 1; 0.9 by default.</summary>
    public double MostOfOneGroup { get; init; } = 0.9;

    /// <summary>Names of layers that keep all channels; none by default.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public ChannelPruningOptions Validated()
    {
        PruningRange.Share(nameof(Ratio), Ratio);
        PruningRange.Share(nameof(MostOfOneGroup), MostOfOneGroup);
        return Multiple is >= 1 and <= 64 ? this : throw Guard.OutOfRange("Pruning", nameof(Multiple), Multiple, "1 to 64");
    }
}
