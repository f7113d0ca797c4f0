namespace Frugal.Pruning;

/// <summary>What says how much a channel is worth.</summary>
public enum ChannelCriterion
{
    /// <summary>The sum of the magnitudes of the filters that make it (Li et al. 2017, "Pruning filters for efficient ConvNets", section 3.1).</summary>
    FilterL1,

    /// <summary>The length of all weights that go with it, those that read it included (Fang et al. 2023, "DepGraph", equation 4).</summary>
    GroupL2,

    /// <summary>The magnitude of its scale in batch normalisation (Liu et al. 2017, "Network slimming", section 3.2).</summary>
    NormalizationScale,
}
