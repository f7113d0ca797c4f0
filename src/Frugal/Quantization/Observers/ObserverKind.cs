namespace Frugal.Quantization;

/// <summary>The rules by which a range is chosen from the numbers seen.</summary>
public enum ObserverKind
{
    /// <summary>All of them: nothing is clipped, one outlier costs resolution.</summary>
    MinMax,

    /// <summary>The averages of the batches' ends, the newest counting most.</summary>
    MovingAverage,

    /// <summary>All but the farthest few.</summary>
    Percentile,

    /// <summary>The threshold at which the quantised distribution loses least information.</summary>
    Entropy,

    /// <summary>The range with the smallest mean squared error.</summary>
    Mse,
}
