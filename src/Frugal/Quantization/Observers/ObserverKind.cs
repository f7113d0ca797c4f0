namespace Frugal.Quantization;

/// <summary>The rules that choose a range from the values seen.</summary>
public enum ObserverKind
{
    /// <summary>The smallest and largest value: nothing is clipped, and one outlier costs resolution.</summary>
    MinMax,

    /// <summary>Moving averages of the batches' minima and maxima.</summary>
    MovingAverage,

    /// <summary>A percentile: the most extreme values are clipped.</summary>
    Percentile,

    /// <summary>The threshold at which the quantised distribution loses least information.</summary>
    Entropy,

    /// <summary>The range with the smallest mean squared error.</summary>
    Mse,
}
