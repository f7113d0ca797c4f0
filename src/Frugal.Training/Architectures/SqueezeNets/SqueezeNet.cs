using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A chain of <see cref="Fire"/> blocks and max pooling, with a convolution as classifier (Iandola et al. 2016, "SqueezeNet:
/// AlexNet-level accuracy with 50x fewer parameters and less than 0.5 MB model size", table 1; version 1.1 as its authors published it).
/// </summary>
public sealed class SqueezeNet : Architecture
{
    /// <summary>Squeeze channels, and expand channels of each half, of blocks fire2 to fire9: the same in both versions.</summary>
    private static readonly (int Squeezed, int Expanded)[] Table =
        [(16, 64), (16, 64), (32, 128), (32, 128), (48, 192), (48, 192), (64, 256), (64, 256)];

    private readonly Conv2d stem;
    private readonly MaxPool2d pool;
    private readonly Sequential blocks;   // registers the chain's weights
    private readonly Fire[] chain;
    private readonly Dropout dropout;
    private readonly Conv2d classifier;
    private readonly int[] pooled;

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public SqueezeNet(SqueezeNetOptions? options = null) : base(nameof(SqueezeNet))
    {
        Options = (options ?? new SqueezeNetOptions()).Validated();
        var first = Options.Version == SqueezeNetVersion.V10;
        pooled = first ? [0, 3, 7] : [0, 2, 4];
        var channels = Scaled(first ? 96 : 64);
        stem = Conv2d(Options.InputChannels, channels, kernel_size: first ? 7 : 3, stride: 2);
        pool = MaxPool2d(kernel_size: 3, stride: 2, ceil_mode: true);
        chain = new Fire[Table.Length];
        for (var i = 0; i < chain.Length; i++)
        {
            chain[i] = new Fire(channels, Scaled(Table[i].Squeezed), Scaled(Table[i].Expanded));
            channels = 2 * Scaled(Table[i].Expanded);
        }

        blocks = Sequential(chain);
        dropout = Dropout(Options.Dropout);
        classifier = Conv2d(channels, Options.Classes, kernel_size: 1);
        RegisterComponents();

        int Scaled(int width) => ChannelRounding.Divisible(width * Options.Width);
    }

    /// <summary>The options that this network was built with.</summary>
    public SqueezeNetOptions Options { get; }

    /// <inheritdoc/>
    public override int InputChannels => Options.InputChannels;

    /// <inheritdoc/>
    public override int Classes => Options.Classes;

    /// <inheritdoc/>
    public override T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var x = layers.Relu(layers.Convolution(input, stem));
        for (var i = 0; i < chain.Length; i++)
        {
            x = chain[i].Apply(layers, pooled.Contains(i) ? layers.MaxPool(x, pool) : x);
        }

        return layers.GlobalAveragePool(layers.Relu(layers.Convolution(layers.Dropout(x, dropout), classifier)));
    }
}
