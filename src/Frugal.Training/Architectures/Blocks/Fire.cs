using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A 1x1 convolution squeezes the channels; a 1x1 and a 3x3 convolution in parallel expand them again. There are few 3x3 filters, and they read
/// few channels (Iandola et al. 2016, "SqueezeNet", section 3.2 and figure 1). There is no normalisation, so the convolutions have biases.
/// </summary>
public sealed class Fire : Module<Tensor, Tensor>
{
    private readonly Conv2d squeeze;
    private readonly Conv2d expand1;
    private readonly Conv2d expand3;

    /// <summary>Creates the block; its output has twice <paramref name="expanded"/> channels.</summary>
    public Fire(int input, int squeezed, int expanded) : base(nameof(Fire))
    {
        squeeze = Conv2d(input, squeezed, kernel_size: 1);
        expand1 = Conv2d(squeezed, expanded, kernel_size: 1);
        expand3 = Conv2d(squeezed, expanded, kernel_size: 3, padding: 1);
        RegisterComponents();
    }

    /// <summary>Applies the block, as <paramref name="layers"/> implements its layers.</summary>
    public T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var few = layers.Relu(layers.Convolution(input, squeeze));
        return layers.Concat(layers.Relu(layers.Convolution(few, expand1)), layers.Relu(layers.Convolution(few, expand3)));
    }

    /// <summary>(N, C, H, W) to (N, 2 * expanded, H, W).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);
}
