using System.Numerics.Tensors;

namespace Frugal.Quantization;

/// <summary>
/// Moving averages of the batches' minima and maxima, with the most weight on the newest (PyTorch's <c>MovingAverageMinMaxObserver</c>;
/// Jacob et al. 2018, section 3.1): <c>min += weight * (min of the batch - min)</c>. One unusual batch has little effect.
/// </summary>
public sealed class MovingAverageObserver : Observer
{
    /// <summary>The default weight of a new batch, 0.01, as in PyTorch.</summary>
    public const float DefaultWeight = 0.01f;

    private readonly float weight;
    private ValueRange? range;

    /// <summary>Creates an observer.</summary>
    /// <param name="weight">The weight of a new batch: above 0, up to 1.</param>
    public MovingAverageObserver(float weight = DefaultWeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, 1);
        this.weight = weight;
    }

    /// <inheritdoc/>
    public override ValueRange Range => range ?? default;

    /// <inheritdoc/>
    public override void Observe(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var (low, high) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));   // both propagate NaN
        range = range is { } old ? new(old.Min + weight * (low - old.Min), old.Max + weight * (high - old.Max)) : new(low, high);
    }
}
