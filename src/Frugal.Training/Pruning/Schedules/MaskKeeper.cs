using Frugal.Architectures;
using Frugal.Training;

namespace Frugal.Pruning;

/// <summary>Holds masked weights at 0 through a training: an optimiser's step, its momentum and its decay would wake them.</summary>
public sealed class MaskKeeper(WeightMasks masks) : ITrainingCompanion
{
    /// <inheritdoc/>
    public string Identity => "fixed masks";

    /// <inheritdoc/>
    public void WeightsMoved(Architecture live, Architecture average, long step)
    {
        masks.Apply(live);
        masks.Apply(average);
    }
}
