using Frugal.Architectures;
using Frugal.Training;

namespace Frugal.Pruning;

/// <summary>Holds masked weights at 0 during training: the optimiser's gradient steps and momentum would make them non-zero again.</summary>
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
