using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Units that split their channels and shuffle them (Ma et al. 2018, "ShuffleNet V2: Practical guidelines for efficient CNN
/// architecture design", table 5): equal numbers of input and output channels, few branches, few element-wise operations.
/// </summary>
public sealed class ShuffleNetV2 : Architecture
{
    private const int Stem = 24;

    /// <summary>Channels of stages 2, 3 and 4 and of the last convolution, table 5.</summary>
    internal static readonly IReadOnlyDictionary<double, int[]> Widths = new Dictionary<double, int[]>
    {
        [0.5] = [48, 96, 192, 1024],
        [1] = [116, 232, 464, 1024],
        [1.5] = [176, 352, 704, 1024],
        [2] = [244, 488, 976, 2048],
    };

    private static readonly int[] Units = [4, 8, 4];

    private readonly ConvolutionUnit stem;
    private readonly MaxPool2d pool;
    private readonly Sequential blocks;   // registers the chain's weights
    private readonly ShuffleUnit[] chain;
    private readonly ConvolutionUnit head;
    private readonly Dropout dropout;
    private readonly Linear classifier;

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public ShuffleNetV2(ShuffleNetV2Options? options = null) : base(nameof(ShuffleNetV2))
    {
        Options = (options ?? new ShuffleNetV2Options()).Validated();
        var widths = Widths[Options.Width];
        stem = new ConvolutionUnit(Options.InputChannels, Stem, kernel: 3, stride: 2);
        pool = MaxPool2d(kernel_size: 3, stride: 2, padding: 1);
        var (channels, built) = (Stem, new List<ShuffleUnit>());
        foreach (var (width, units) in widths.Zip(Units))
        {
            for (var i = 0; i < units; i++)
            {
                built.Add(new ShuffleUnit(channels, width, stride: i == 0 ? 2 : 1));
                channels = width;
            }
        }

        chain = [.. built];
        blocks = Sequential(chain);
        head = new ConvolutionUnit(channels, widths[^1], kernel: 1, stride: 1);
        dropout = Dropout(Options.Dropout);
        classifier = Linear(widths[^1], Options.Classes);
        RegisterComponents();
    }

    /// <summary>The options that this network was built with.</summary>
    public ShuffleNetV2Options Options { get; }

    /// <inheritdoc/>
    public override int InputChannels => Options.InputChannels;

    /// <inheritdoc/>
    public override int Classes => Options.Classes;

    /// <inheritdoc/>
    public override T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var x = layers.MaxPool(stem.Apply(layers, input), pool);
        foreach (var unit in chain)
        {
            x = unit.Apply(layers, x);
        }

        return layers.Linear(layers.Dropout(layers.GlobalAveragePool(head.Apply(layers, x)), dropout), classifier);
    }
}
