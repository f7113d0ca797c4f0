using TorchSharp;
using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// Fake quantisation whose range follows the values seen in training, as an exponential moving average of the batches' minima and maxima; in evaluation mode the
/// range is fixed.
/// </summary>
public sealed class ObservedFakeQuantize : FakeQuantize
{
    private readonly float weight;
    private ValueRange range;

    /// <summary>Creates the fake quantiser.</summary>
    /// <param name="range">The initial range from calibration.</param>
    /// <param name="format">The integer format; null for uint8.</param>
    /// <param name="weight">The weight of a new batch in the average, 0 for a fixed range.</param>
    public ObservedFakeQuantize(ValueRange range, QuantizationFormat? format = null, float weight = MovingAverageObserver.DefaultWeight)
        : base(nameof(ObservedFakeQuantize), format ?? QuantizationFormat.UInt8) => (this.range, this.weight) = (range, weight);

    /// <inheritdoc/>
    public override QuantizationParameters Parameters => Format.Parameters(range);

    /// <summary>Rounds a value to the grid; in training mode, its minimum and maximum update the range first.</summary>
    /// <param name="input">float32 of any shape.</param>
    /// <returns>float32 of the same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        if (training && weight > 0)
        {
            using var numbers = InMemoryOrder(input.detach());
            var (min, max) = (numbers.min().ToSingle(), numbers.max().ToSingle());
            range = new ValueRange(range.Min + weight * (min - range.Min), range.Max + weight * (max - range.Max));
        }

        // The gradient is that of the clipping alone: the rounding error is added as a difference without a gradient, computed in place.
        var (scale, zero) = (Parameters.Scale, Parameters.ZeroPoint);
        var clipped = input.clamp((Format.QMin - zero) * scale, (Format.QMax - zero) * scale);
        using var kept = clipped.detach();
        var rounding = kept.div(scale).round_().mul_(scale).sub_(kept);
        return clipped.add(rounding).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Channels-last tensors are viewed in their memory order: a reduction over all elements would otherwise copy them into another order first.
    /// </summary>
    private static Tensor InMemoryOrder(Tensor input) =>
        input.dim() == 4 && !input.is_contiguous() ? input.permute(0, 2, 3, 1) : input.alias();
}
