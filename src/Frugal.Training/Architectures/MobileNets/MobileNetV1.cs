using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A chain of depthwise separable convolutions (Howard et al. 2017, "MobileNets: Efficient convolutional neural networks for mobile vision
/// applications", table 1), every width times the multiplier (section 3.3).
/// </summary>
public sealed class MobileNetV1 : Architecture
{
    /// <summary>Channels out and stride of each pair, table 1. The last stride in the table is 2, a misprint: the feature map stays 7x7.</summary>
    private static readonly (int Width, int Stride)[] Table =
    [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2),
        (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
    ];

    private readonly ConvolutionUnit stem;
    private readonly Sequential blocks;   // registers the chain's weights
    private readonly SeparableConvolution[] chain;
    private readonly Dropout dropout;
    private readonly Linear classifier;

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public MobileNetV1(MobileNetV1Options? options = null) : base(nameof(MobileNetV1))
    {
        Options = (options ?? new MobileNetV1Options()).Validated();
        var channels = ChannelRounding.Divisible(32 * Options.Width);
        stem = new ConvolutionUnit(Options.InputChannels, channels, kernel: 3, stride: 2);
        chain = new SeparableConvolution[Table.Length];
        for (var i = 0; i < chain.Length; i++)
        {
            var width = ChannelRounding.Divisible(Table[i].Width * Options.Width);
            chain[i] = new SeparableConvolution(channels, width, Table[i].Stride);
            channels = width;
        }

        blocks = Sequential(chain);
        dropout = Dropout(Options.Dropout);
        classifier = Linear(channels, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The options that this network was built with.</summary>
    public MobileNetV1Options Options { get; }

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

        return layers.Linear(layers.Dropout(layers.GlobalAveragePool(x), dropout), classifier);
    }
}
