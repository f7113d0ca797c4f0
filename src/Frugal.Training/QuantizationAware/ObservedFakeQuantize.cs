using TorchSharp;
using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// The grid follows the values seen in training, as the averages of the batches' ends, the newest counting most; in evaluation it stays.
/// </summary>
public sealed class ObservedFakeQuantize : FakeQuantize
{
    private readonly float weight;
    private ValueRange range;

    /// <summary>Creates a grid.</summary>
    /// <param name="range">Where it begins, as calibration found it.</param>
    /// <param name="format">The integers; null for uint8.</param>
    /// <param name="weight">What a new batch counts, 0 for a grid that stays.</param>
    public ObservedFakeQuantize(ValueRange range, QuantizationFormat? format = null, float weight = MovingAverageObserver.DefaultWeight)
        : base(nameof(ObservedFakeQuantize), format ?? QuantizationFormat.UInt8) => (this.range, this.weight) = (range, weight);

    /// <inheritdoc/>
    public override QuantizationParameters Parameters => Format.Parameters(range);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        if (training && weight > 0)
        {
            using var numbers = InMemoryOrder(input.detach());
            var (min, max) = (numbers.min().ToSingle(), numbers.max().ToSingle());
            range = new ValueRange(range.Min + weight * (min - range.Min), range.Max + weight * (max - range.Max));
        }

        // The slope is the clipping's alone: rounding is a difference that is added without one, made in place.
        var (scale, zero) = (Parameters.Scale, Parameters.ZeroPoint);
        var clipped = input.clamp((Format.QMin - zero) * scale, (Format.QMax - zero) * scale);
        using var kept = clipped.detach();
        var rounding = kept.div(scale).round_().mul_(scale).sub_(kept);
        return clipped.add(rounding).MoveToOuterDisposeScope();
    }

    /// <summary>Pictures whose channels lie side by side are looked at as they lie: a reduction over all would copy them into another order first.</summary>
    private static Tensor InMemoryOrder(Tensor input) =>
        input.dim() == 4 && !input.is_contiguous() ? input.permute(0, 2, 3, 1) : input.alias();
}
