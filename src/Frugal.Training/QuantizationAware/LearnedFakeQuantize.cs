using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// Fake quantisation with a scale that is learned with the weights (Esser et al. 2020, "Learned Step Size Quantization", equations 1 to 3). The gradient of
/// the scale is multiplied by <c>1 / sqrt(numbers * qmax)</c>, where numbers is the number of elements per example. The zero point does not change.
/// </summary>
public sealed class LearnedFakeQuantize : FakeQuantize
{
    private readonly Parameter step;
    private readonly int zero;

    /// <summary>Creates the fake quantiser.</summary>
    /// <param name="first">The initial scale and zero point from calibration.</param>
    /// <param name="format">The integer format; null for uint8.</param>
    public LearnedFakeQuantize(QuantizationParameters first, QuantizationFormat? format = null)
        : base(nameof(LearnedFakeQuantize), format ?? QuantizationFormat.UInt8)
    {
        (step, zero) = (new Parameter(tensor(first.Scale)), first.ZeroPoint);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override QuantizationParameters Parameters => new(Math.Max(Math.Abs(step.ToSingle()), QuantizationFormat.SmallestScale), zero);

    /// <summary>Rounds a value to the grid; gradients flow to the input and to the scale.</summary>
    /// <param name="input">float32 of any shape.</param>
    /// <returns>float32 of the same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var numbers = Math.Max(1, input.numel() / Math.Max(1, input.shape.Length > 0 ? input.shape[0] : 1));
        var scale = Scaled(step, 1 / Math.Sqrt((double)numbers * Format.QMax)).abs().clamp_min(QuantizationFormat.SmallestScale);
        var clipped = input.div(scale).clamp(Format.QMin - zero, Format.QMax - zero);
        return RoundStraightThrough(clipped).mul(scale).MoveToOuterDisposeScope();
    }

    /// <summary>The same value with its gradient multiplied by <paramref name="factor"/>.</summary>
    internal static Tensor Scaled(Tensor x, double factor) => x.mul(factor).add(x.mul(1 - factor).detach());
}
