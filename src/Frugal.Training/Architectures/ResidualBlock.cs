using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Two 3x3 convolutions with a shortcut around them (He et al. 2016, "Deep residual learning", figure 2): relu(F(x) + shortcut(x)).
/// The shortcut is x itself, or a 1x1 convolution if the shape changes.
/// </summary>
public sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly ConvolutionUnit first;
    private readonly ConvolutionUnit second;
    private readonly ConvolutionUnit? shortcut;

    /// <summary>Creates a block from <paramref name="input"/> to <paramref name="output"/> channels; stride 2 halves height and width.</summary>
    public ResidualBlock(int input, int output, int stride) : base(nameof(ResidualBlock))
    {
        first = new ConvolutionUnit(input, output, kernel: 3, stride);
        second = new ConvolutionUnit(output, output, kernel: 3, stride: 1, UnitShape.Linear);
        shortcut = stride == 1 && input == output ? null : new ConvolutionUnit(input, output, kernel: 1, stride, UnitShape.Linear);
        RegisterComponents();
    }

    /// <summary>Applies the block, as <paramref name="layers"/> implements its layers.</summary>
    public T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var around = shortcut is null ? input : shortcut.Apply(layers, input);
        var through = second.Apply(layers, first.Apply(layers, input));
        return layers.Relu(layers.Add(through, around));
    }

    /// <summary>(N, C, H, W) to (N, C', H / stride, W / stride).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);
}
