using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// Fake quantisation of a value in training: the forward pass rounds it to a grid of integers; the backward pass lets the gradient through where the
/// value lies within the grid's range (the straight-through estimator; Jacob et al. 2018, section 3).
/// </summary>
public abstract class FakeQuantize : nn.Module<Tensor, Tensor>
{
    private protected FakeQuantize(string name, QuantizationFormat format)
        : base(name) => Format = format;

    /// <summary>The integer format of the grid.</summary>
    public QuantizationFormat Format { get; }

    /// <summary>The current scale and zero point.</summary>
    public abstract QuantizationParameters Parameters { get; }

    /// <summary>Rounds in the forward pass and passes gradients through unchanged.</summary>
    private protected static Tensor RoundStraightThrough(Tensor x) => x.add(x.round().sub(x).detach());
}
