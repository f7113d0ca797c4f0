using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// A grid of integers for a value in training: forward rounds to the grid, backward lets the gradient through where the value lies within its ends
/// (the straight-through estimator; Jacob et al. 2018, section 3).
/// </summary>
public abstract class FakeQuantize : nn.Module<Tensor, Tensor>
{
    private protected FakeQuantize(string name, QuantizationFormat format)
        : base(name) => Format = format;

    /// <summary>The grid's integers.</summary>
    public QuantizationFormat Format { get; }

    /// <summary>The grid as it stands.</summary>
    public abstract QuantizationParameters Parameters { get; }

    /// <summary>Rounds the numbers and lets gradients through unchanged.</summary>
    private protected static Tensor RoundStraightThrough(Tensor x) => x.add(x.round().sub(x).detach());
}
