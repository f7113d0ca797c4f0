using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Half of the channels go through three thin convolutions, the other half bypass them; then the channels are shuffled
/// (Ma et al. 2018, "ShuffleNet V2", figure 3 c). With stride 2 both branches have convolutions and the number of channels grows (figure 3 d).
/// </summary>
public sealed class ShuffleUnit : Module<Tensor, Tensor>
{
    private readonly ConvolutionUnit? aroundDepthwise;
    private readonly ConvolutionUnit? aroundPointwise;
    private readonly ConvolutionUnit first;
    private readonly ConvolutionUnit depthwise;
    private readonly ConvolutionUnit last;
    private readonly int output;

    /// <summary>Creates a unit. With stride 1 it has as many output as input channels; <paramref name="output"/> is even.</summary>
    /// <exception cref="FrugalException">The numbers of channels do not match the stride, or <paramref name="output"/> is odd.</exception>
    public ShuffleUnit(int input, int output, int stride) : base(nameof(ShuffleUnit))
    {
        if (output % 2 != 0 || (stride == 1 && input != output))
        {
            throw new FrugalException($"ShuffleUnit: {input} channels in and {output} out at stride {stride}; it needs an even number out, and at stride 1 the same in. Change the width.");
        }

        this.output = output;
        var half = output / 2;
        var inside = stride == 1 ? half : input;
        aroundDepthwise = stride == 1 ? null : new ConvolutionUnit(input, input, kernel: 3, stride, UnitShape.Depthwise);
        aroundPointwise = stride == 1 ? null : new ConvolutionUnit(input, half, kernel: 1, stride: 1);
        first = new ConvolutionUnit(inside, half, kernel: 1, stride: 1);
        depthwise = new ConvolutionUnit(half, half, kernel: 3, stride, UnitShape.Depthwise);
        last = new ConvolutionUnit(half, half, kernel: 1, stride: 1);
        RegisterComponents();
    }

    /// <summary>Applies the unit, as <paramref name="layers"/> implements its layers.</summary>
    public T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var (past, through) = aroundDepthwise is null
            ? layers.Split(input)
            : (aroundPointwise!.Apply(layers, aroundDepthwise.Apply(layers, input)), input);
        var mixed = last.Apply(layers, depthwise.Apply(layers, first.Apply(layers, through)));
        return layers.Shuffle(layers.Concat(past, mixed), output, groups: 2);
    }

    /// <summary>(N, C, H, W) to (N, C', H / stride, W / stride).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);
}
