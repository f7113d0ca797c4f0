using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A 1x1 convolution expands the channels, a depthwise convolution filters them, and a linear 1x1 convolution projects them; if the shape does not
/// change, the input is added (Sandler et al. 2018, "MobileNetV2", figure 3). MobileNetV3 (figure 4) and EfficientNet weigh the channels before the
/// projection.
/// </summary>
public sealed class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly ConvolutionUnit? expand;
    private readonly ConvolutionUnit depthwise;
    private readonly SqueezeExcitation? squeeze;
    private readonly ConvolutionUnit project;
    private readonly bool residual;

    /// <summary>Creates a block. If the expanded width equals the input width, the first convolution is left out.</summary>
    public InvertedResidual(InvertedResidualShape shape) : base(nameof(InvertedResidual))
    {
        ArgumentNullException.ThrowIfNull(shape);
        var wide = new ConvolutionShape(shape.Input, shape.Expanded) { Activation = shape.Activation, Statistics = shape.Statistics };
        expand = shape.Expanded == shape.Input ? null : new ConvolutionUnit(wide);
        depthwise = new ConvolutionUnit(wide with { Input = shape.Expanded, Kernel = shape.Kernel, Stride = shape.Stride, Groups = shape.Expanded });
        squeeze = shape.Squeeze is { } inner ? new SqueezeExcitation(shape.Expanded, inner) : null;
        project = new ConvolutionUnit(wide with { Input = shape.Expanded, Output = shape.Output, Activation = Activation.None });
        residual = shape.Stride == 1 && shape.Input == shape.Output;
        RegisterComponents();
    }

    /// <summary>Applies the block, as <paramref name="layers"/> implements its layers.</summary>
    public T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var wide = expand is null ? input : expand.Apply(layers, input);
        var mixed = depthwise.Apply(layers, wide);
        var x = project.Apply(layers, squeeze is null ? mixed : squeeze.Apply(layers, mixed));
        return residual ? layers.Add(x, input) : x;
    }

    /// <summary>(N, C, H, W) to (N, C', H / stride, W / stride).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);
}
