namespace Frugal.Pruning;

/// <summary>The saliency criterion for channels.</summary>
public enum ChannelCriterion
{
    /// <summary>The sum of the magnitudes of the filters that produce it (Li et al. 2017, "Pruning filters for efficient ConvNets", section 3.1).</summary>
    FilterL1,

    /// <summary>The L2 norm of all weights that are removed with it, including those that read it (Fang et al. 2023, "DepGraph", equation 4).</summary>
    GroupL2,

    /// <summary>The magnitude of its scale in batch normalisation (Liu et al. 2017, "Network slimming", section 3.2).</summary>
    NormalizationScale,
}
