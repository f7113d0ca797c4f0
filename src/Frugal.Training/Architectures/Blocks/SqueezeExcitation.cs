using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Weighs channels by a gate computed from the whole picture: gate(W2 inner(W1 mean(x))) * x
/// (Hu et al. 2018, "Squeeze-and-excitation networks", equations 2 to 4).
/// </summary>
public sealed class SqueezeExcitation : Module<Tensor, Tensor>
{
    private readonly Conv2d reduce;
    private readonly Conv2d restore;
    private readonly SqueezeShape shape;

    /// <summary>Creates the block for <paramref name="channels"/> channels.</summary>
    public SqueezeExcitation(int channels, SqueezeShape shape) : base(nameof(SqueezeExcitation))
    {
        ArgumentNullException.ThrowIfNull(shape);
        this.shape = shape;
        reduce = Conv2d(channels, shape.Channels, kernel_size: 1);
        restore = Conv2d(shape.Channels, channels, kernel_size: 1);
        RegisterComponents();
    }

    /// <summary>Applies the block, as <paramref name="layers"/> implements its layers.</summary>
    public T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var inner = layers.Activate(layers.Convolution(layers.Squeeze(input), reduce), shape.Inner);
        return layers.Scale(input, layers.Activate(layers.Convolution(inner, restore), shape.Gate));
    }

    /// <summary>(N, C, H, W) to the same shape.</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);
}
