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
            using var quiet = no_grad();
            var (min, max) = (input.min().ToSingle(), input.max().ToSingle());
            range = new ValueRange(range.Min + weight * (min - range.Min), range.Max + weight * (max - range.Max));
        }

        var (scale, zero) = (Parameters.Scale, Parameters.ZeroPoint);
        var clipped = input.div(scale).clamp(Format.QMin - zero, Format.QMax - zero);
        return RoundStraightThrough(clipped).mul(scale).MoveToOuterDisposeScope();
    }
}
