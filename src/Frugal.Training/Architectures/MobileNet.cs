using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A network of inverted residuals (Sandler et al. 2018, "MobileNetV2") for small pictures: most of the computation is in 1x1
/// convolutions, and the larger kernels of the blocks are depthwise.
/// </summary>
public sealed class MobileNet : Architecture
{
    private readonly ConvolutionUnit stem;
    private readonly Sequential blocks;   // registers the chain's weights
    private readonly InvertedResidual[] chain;
    private readonly ConvolutionUnit head;
    private readonly Linear classifier;

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public MobileNet(MobileNetOptions? options = null) : base(nameof(MobileNet))
    {
        Options = (options ?? new MobileNetOptions()).Validated();
        stem = new ConvolutionUnit(Options.InputChannels, Options.Stem, kernel: 3, stride: 2);
        var built = new List<InvertedResidual>();
        var channels = Options.Stem;
        foreach (var stage in Options.Stages)
        {
            for (var i = 0; i < stage.Blocks; i++)
            {
                built.Add(new InvertedResidual(new InvertedResidualShape(channels, channels * stage.Expansion, stage.Width) { Kernel = stage.Kernel, Stride = i == 0 ? 2 : 1 }));
                channels = stage.Width;
            }
        }

        chain = [.. built];
        blocks = Sequential(chain);
        head = new ConvolutionUnit(channels, Options.Head, kernel: 1, stride: 1);
        classifier = Linear(Options.Head, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The options that this network was built with.</summary>
    public MobileNetOptions Options { get; }

    /// <inheritdoc/>
    public override int InputChannels => Options.InputChannels;

    /// <inheritdoc/>
    public override int Classes => Options.Classes;

    /// <inheritdoc/>
    public override T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var x = stem.Apply(layers, input);
        foreach (var block in chain)
        {
            x = block.Apply(layers, x);
        }

        return layers.Linear(layers.GlobalAveragePool(head.Apply(layers, x)), classifier);
    }
}
