using System.Numerics.Tensors;

namespace Frugal.Quantization;

/// <summary>The smallest and the largest number seen (PyTorch's <c>MinMaxObserver</c>).</summary>
public sealed class MinMaxObserver : Observer
{
    private float min = float.PositiveInfinity;
    private float max = float.NegativeInfinity;

    /// <inheritdoc/>
    public override ValueRange Range => min > max ? default : new(min, max);

    /// <inheritdoc/>
    public override void Observe(ReadOnlySpan<float> values)
    {
        if (!values.IsEmpty)
        {
            min = MathF.Min(min, TensorPrimitives.Min(values));   // both propagate NaN
            max = MathF.Max(max, TensorPrimitives.Max(values));
        }
    }
}
