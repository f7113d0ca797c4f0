using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A 1x1 convolution squeezes the channels; a 1x1 and a 3x3 one side by side widen them again, so that few 3x3 filters see few channels
/// (Iandola et al. 2016, "SqueezeNet", section 3.2 and figure 1). No normalisation, so that the convolutions have biases.
/// </summary>
public sealed class Fire : Module<Tensor, Tensor>
{
    private readonly Conv2d squeeze;
    private readonly Conv2d expand1;
    private readonly Conv2d expand3;

    /// <summary>Creates the block; it gives twice <paramref name="expanded"/> channels.</summary>
    public Fire(int input, int squeezed, int expanded) : base(nameof(Fire))
    {
        squeeze = Conv2d(input, squeezed, kernel_size: 1);
        expand1 = Conv2d(squeezed, expanded, kernel_size: 1);
        expand3 = Conv2d(squeezed, expanded, kernel_size: 3, padding: 1);
        RegisterComponents();
    }

    /// <summary>The block in the meaning that <paramref name="layers"/> gives its layers.</summary>
    public T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var few = layers.Relu(layers.Convolution(input, squeeze));
        return layers.Concat(layers.Relu(layers.Convolution(few, expand1)), layers.Relu(layers.Convolution(few, expand3)));
    }

    /// <summary>(N, C, H, W) to (N, 2 * expanded, H, W).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);
}
