using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Sandler et al. 2018 ("MobileNetV2", figure 3): a 1x1 convolution widens, a depthwise 3x3 mixes the neighbourhood, a linear
/// 1x1 narrows; where the shape stays the input is added. ReLU stands for the paper's ReLU6: clipping at 6 buys nothing once calibrated.
/// </summary>
public sealed class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly ConvolutionUnit? expand;
    private readonly ConvolutionUnit depthwise;
    private readonly ConvolutionUnit project;
    private readonly bool residual;

    /// <summary>Creates a block whose inside is <paramref name="expansion"/> times as wide as its input; with 1 nothing is widened, and that convolution is left out.</summary>
    public InvertedResidual(int input, int output, int stride, int expansion) : base(nameof(InvertedResidual))
    {
        var hidden = input * expansion;
        expand = expansion > 1 ? new ConvolutionUnit(input, hidden, kernel: 1, stride: 1) : null;
        depthwise = new ConvolutionUnit(hidden, hidden, kernel: 3, stride, UnitShape.DepthwiseRelu);
        project = new ConvolutionUnit(hidden, output, kernel: 1, stride: 1, UnitShape.Linear);
        residual = stride == 1 && input == output;
        RegisterComponents();
    }

    /// <summary>The block in the meaning that <paramref name="layers"/> gives its layers.</summary>
    public T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var wide = expand is null ? input : expand.Apply(layers, input);
        var x = project.Apply(layers, depthwise.Apply(layers, wide));
        return residual ? layers.Add(x, input) : x;
    }

    /// <summary>(N, C, H, W) to (N, C', H / stride, W / stride).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);
}
