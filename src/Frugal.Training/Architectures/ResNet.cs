using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A plain residual network (He et al. 2016, "Deep residual learning"): a stem of stride 2, stages of residual blocks that each halve height and
/// width, global average pooling, one linear layer. ReLU only, so that every convolution can run in int8. The defaults suit small pictures;
/// <see cref="ResNetOptions"/> also describes the networks for ImageNet, with a 7x7 stem and max pooling.
/// </summary>
public sealed class ResNet : Architecture
{
    private readonly ConvolutionUnit stem;
    private readonly MaxPool2d? pool;
    private readonly Sequential blocks;   // registers the chain's weights
    private readonly ResidualBlock[] chain;
    private readonly Linear classifier;

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public ResNet(ResNetOptions? options = null) : base(nameof(ResNet))
    {
        Options = (options ?? new ResNetOptions()).Validated();
        stem = new ConvolutionUnit(Options.InputChannels, Options.Stem, Options.StemKernel, stride: 2);
        pool = Options.StemPooling ? MaxPool2d(kernel_size: 3, stride: 2, padding: 1) : null;
        var built = new List<ResidualBlock>();
        var channels = Options.Stem;
        for (var stage = 0; stage < Options.Widths.Count; stage++)
        {
            for (var i = 0; i < Options.Blocks[stage % Options.Blocks.Count]; i++)
            {
                var halves = i == 0 && !(stage == 0 && Options.StemPooling);
                built.Add(new ResidualBlock(channels, Options.Widths[stage], stride: halves ? 2 : 1));
                channels = Options.Widths[stage];
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
        return layers.Linear(Features(layers, input), classifier);
    }

    /// <summary>What the classifier reads, for transfer learning: pictures (N, C, H, W) to features (N, D), D being the last of the widths.</summary>
    public Tensor Features(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Features(TensorLayers.Instance, images);
    }

    private T Features<T>(ILayers<T> layers, T input)
    {
        var x = stem.Apply(layers, input);
        x = pool is null ? x : layers.MaxPool(x, pool);
        foreach (var block in chain)
        {
            x = block.Apply(layers, x);
        }

        return layers.GlobalAveragePool(x);
    }
}
