using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Divides each vector by its root mean square, then scales each component: y = x / sqrt(mean(x²) + ε) · weight (Zhang and Sennrich 2019, "Root mean square layer normalization", equation 4).
/// Cheaper than layer normalisation: no mean is subtracted and no bias added.
/// </summary>
public sealed class RmsNorm : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly double epsilon;

    /// <summary>Creates the layer with weights of 1.</summary>
    /// <param name="width">Length of the vectors.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    public RmsNorm(int width, double epsilon) : base(nameof(RmsNorm))
    {
        this.epsilon = epsilon;
        weight = Parameter(ones(width));
        RegisterComponents();
    }

    /// <summary>Normalises the last axis: (…, D) to (…, D).</summary>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.mul(input.square().mean([-1], keepdim: true).add(epsilon).rsqrt()).mul(weight);
    }
}
