using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>The feed-forward layers of Llama, SwiGLU: narrow(silu(gate(x)) · widen(x)), without biases (Shazeer 2020, "GLU variants improve transformer", equation 6).</summary>
public sealed class GatedFeedForward : Module<Tensor, Tensor>
{
    private readonly Linear gate;
    private readonly Linear widen;
    private readonly Linear narrow;

    /// <summary>Creates the layers.</summary>
    /// <param name="width">Length of a token's vector.</param>
    /// <param name="hidden">Hidden width.</param>
    public GatedFeedForward(int width, int hidden) : base(nameof(GatedFeedForward))
    {
        gate = Linear(width, hidden, hasBias: false);
        widen = Linear(width, hidden, hasBias: false);
        narrow = Linear(hidden, width, hasBias: false);
        RegisterComponents();
    }

    /// <summary>Applies the layers to each token: (B, T, D) to (B, T, D).</summary>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return narrow.call(functional.silu(gate.call(input)).mul(widen.call(input)));
    }
}
