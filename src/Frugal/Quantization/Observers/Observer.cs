namespace Frugal.Quantization;

/// <summary>
/// Observes the values at one point of a network and chooses their quantisation range. It sees them batch by batch and
/// keeps a summary of fixed size, never the values themselves.
/// </summary>
public abstract class Observer
{
    /// <summary>Adds a batch. Values that are not finite make <see cref="Range"/> not finite.</summary>
    public abstract void Observe(ReadOnlySpan<float> values);

    /// <summary>The range to quantise; [0, 0] before any value was seen.</summary>
    public abstract ValueRange Range { get; }

    /// <summary>An observer of the given kind.</summary>
    /// <param name="kind">The rule that chooses the range.</param>
    /// <param name="percentile">For <see cref="ObserverKind.Percentile"/>: the clipping percentile.</param>
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
