namespace Frugal.Quantization;

/// <summary>
/// Observes the values at one point of a network and chooses their quantisation range. It sees them batch by batch and
/// keeps a summary of fixed size, never the values themselves.
/// </summary>
public abstract class Observer
{
    /// <summary>Adds a batch. Values that are not finite make <see cref="Range"/> not finite.</summary>
    /// <param name="values">All values of the batch at this point, in any order.</param>
    public abstract void Observe(ReadOnlySpan<float> values);

    /// <summary>The range to quantise; [0, 0] before any value was seen.</summary>
    public abstract ValueRange Range { get; }

    /// <summary>Creates an observer of the given kind.</summary>
    /// <param name="kind">The rule that chooses the range.</param>
    /// <param name="percentile">For <see cref="ObserverKind.Percentile"/>: the clipping percentile, above 50 up to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is unknown, or the percentile out of range.</exception>
    public static Observer Create(ObserverKind kind, double percentile = PercentileObserver.DefaultPercentile) => kind switch
    {
        ObserverKind.MinMax => new MinMaxObserver(),
        ObserverKind.MovingAverage => new MovingAverageObserver(),
        ObserverKind.Percentile => new PercentileObserver(percentile),
        ObserverKind.Entropy => new EntropyObserver(),
        ObserverKind.Mse => new MseObserver(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "allowed: MinMax, MovingAverage, Percentile, Entropy, Mse"),
    };
}
