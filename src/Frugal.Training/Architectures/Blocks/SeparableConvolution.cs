using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A depthwise 3x3 convolution followed by a 1x1 convolution, each normalised and activated
/// (Howard et al. 2017, "MobileNets", figure 3 and equation 5).
/// </summary>
public sealed class SeparableConvolution : Module<Tensor, Tensor>
{
    private readonly ConvolutionUnit depthwise;
    private readonly ConvolutionUnit pointwise;

    /// <summary>Creates the pair with ReLU; stride 2 halves height and width.</summary>
    public SeparableConvolution(int input, int output, int stride) : base(nameof(SeparableConvolution))
    {
        depthwise = new ConvolutionUnit(input, input, kernel: 3, stride, UnitShape.DepthwiseRelu);
        pointwise = new ConvolutionUnit(input, output, kernel: 1, stride: 1);
        RegisterComponents();
    }

    /// <summary>Applies the pair, as <paramref name="layers"/> implements its layers.</summary>
    public T Apply<T>(ILayers<T> layers, T input) => pointwise.Apply(layers, depthwise.Apply(layers, input));

    /// <summary>(N, C, H, W) to (N, C', H / stride, W / stride).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);
}
