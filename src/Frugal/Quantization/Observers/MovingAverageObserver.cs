using System.Numerics.Tensors;

namespace Frugal.Quantization;

/// <summary>
/// The averages of the batches' smallest and largest numbers, the newest counting most (PyTorch's <c>MovingAverageMinMaxObserver</c>;
/// Jacob et al. 2018, section 3.1): <c>min += weight * (min of the batch - min)</c>. One odd batch moves it little.
/// </summary>
public sealed class MovingAverageObserver : Observer
{
    /// <summary>A hundredth of the way to each new batch, as in PyTorch.</summary>
    public const float DefaultWeight = 0.01f;

    private readonly float weight;
    private ValueRange? range;

    /// <summary>Creates an observer.</summary>
    /// <param name="weight">What a new batch counts: above 0, up to 1.</param>
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

        var (low, high) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));   // both hand on a NaN
        range = range is { } old ? new(old.Min + weight * (low - old.Min), old.Max + weight * (high - old.Max)) : new(low, high);
    }
}
