namespace Frugal.Quantization;

/// <summary>
/// Watches the numbers that pass one place of a network and says which range they need. It sees them batch by batch and
/// keeps a summary of fixed size, never the numbers.
/// </summary>
public abstract class Observer
{
    /// <summary>Takes a batch into account. Numbers that are not finite make <see cref="Range"/> not finite.</summary>
    public abstract void Observe(ReadOnlySpan<float> values);

    /// <summary>The range to quantise; before any number, the range [0, 0].</summary>
    public abstract ValueRange Range { get; }

    /// <summary>An observer of the given kind.</summary>
    /// <param name="kind">Which rule.</param>
    /// <param name="percentile">For <see cref="ObserverKind.Percentile"/>: how many of 100 numbers the range keeps.</param>
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
