using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A plain residual network (He et al. 2016) for small pictures: a 3x3 stem of stride 2, stages of residual blocks that
/// each halve height and width, global average pooling, one linear layer. ReLU only, so that every convolution can run in int8.
/// </summary>
public sealed class ResNet : Architecture
{
    private readonly ConvolutionUnit stem;
    private readonly Sequential blocks;   // registers the chain's weights
    private readonly ResidualBlock[] chain;
    private readonly Linear classifier;

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public ResNet(ResNetOptions? options = null) : base(nameof(ResNet))
    {
        Options = (options ?? new ResNetOptions()).Validated();
        stem = new ConvolutionUnit(Options.InputChannels, Options.Stem, kernel: 3, stride: 2);
        var built = new List<ResidualBlock>();
        var channels = Options.Stem;
        foreach (var width in Options.Widths)
        {
            for (var i = 0; i < Options.BlocksPerStage; i++)
            {
                built.Add(new ResidualBlock(channels, width, stride: i == 0 ? 2 : 1));
                channels = width;
            }
        }

        chain = [.. built];
        blocks = Sequential(chain);
        classifier = Linear(channels, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The options that this network was built with.</summary>
    public ResNetOptions Options { get; }

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

        return layers.Linear(layers.GlobalAveragePool(x), classifier);
    }
}
