using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Convolution without bias, batch normalisation and an optional activation: the unit that a runtime folds into one
/// convolution, and that integer kernels compute as one.
/// </summary>
public sealed class ConvolutionUnit : Module<Tensor, Tensor>
{
    private readonly Conv2d convolution;
    private readonly BatchNorm2d normalization;
    private readonly Activation activation;

    /// <summary>Creates a unit with or without ReLU.</summary>
    /// <param name="input">Channels in.</param>
    /// <param name="output">Channels out.</param>
    /// <param name="kernel">Side of the square kernel, odd; the padding keeps the size at stride 1.</param>
    /// <param name="stride">1 keeps height and width, 2 halves them.</param>
    /// <param name="shape">Whether ReLU follows, and whether the convolution is depthwise.</param>
    public ConvolutionUnit(int input, int output, int kernel, int stride, UnitShape shape = UnitShape.Relu) : this(new ConvolutionShape(input, output)
    {
        Kernel = kernel,
        Stride = stride,
        Groups = shape.HasFlag(UnitShape.Depthwise) ? input : 1,
        Activation = shape.HasFlag(UnitShape.Relu) ? Activation.Relu : Activation.None,
    })
    {
    }

    /// <summary>
    /// Creates the unit with TorchSharp's default initial weights, small and uniform: the normalisation removes their scale, and small weights learn
    /// faster.
    /// </summary>
    public ConvolutionUnit(ConvolutionShape shape) : base(nameof(ConvolutionUnit))
    {
        ArgumentNullException.ThrowIfNull(shape);
        activation = shape.Activation;
        convolution = Conv2d(shape.Input, shape.Output, shape.Kernel, stride: shape.Stride, padding: shape.Kernel / 2, groups: shape.Groups, bias: false);
        normalization = BatchNorm2d(shape.Output, shape.Statistics.Epsilon, shape.Statistics.Momentum);
        RegisterComponents();
    }

    /// <summary>The convolution, weights (C', C / groups, k, k).</summary>
    public Conv2d Convolution => convolution;

    /// <summary>The normalisation after the convolution, C' channels.</summary>
    public BatchNorm2d Normalization => normalization;

    /// <summary>Applies the unit, as <paramref name="layers"/> implements its layers.</summary>
    public T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return layers.Activate(layers.Normalization(layers.Convolution(input, convolution), normalization), activation);
    }

    /// <summary>(N, C, H, W) to (N, C', H / stride, W / stride).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);
}
