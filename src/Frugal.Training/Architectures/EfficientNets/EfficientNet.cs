namespace Frugal.Architectures;

/// <summary>
/// MobileNetV2's blocks with squeeze-and-excitation and swish, scaled in depth, width and resolution together (Tan and Le 2019,
/// "EfficientNet: Rethinking model scaling for convolutional neural networks", table 1 and section 3.3). Without stochastic depth.
/// </summary>
public sealed class EfficientNet : InvertedResidualNetwork
{
    /// <summary>Expansion, kernel, width, blocks and first stride of stages 2 to 8, table 1.</summary>
    private static readonly (int Expansion, int Kernel, int Width, int Blocks, int Stride)[] Table =
    [
        (1, 3, 16, 1, 1), (6, 3, 24, 2, 2), (6, 5, 40, 2, 2), (6, 3, 80, 3, 2), (6, 5, 112, 3, 1), (6, 5, 192, 4, 2), (6, 3, 320, 1, 1),
    ];

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public EfficientNet(EfficientNetOptions? options = null)
        : base(nameof(EfficientNet), Plan((options ??= new EfficientNetOptions()).Validated()), options) => Options = options;

    /// <summary>The options that this network was built with.</summary>
    public EfficientNetOptions Options { get; }

    private static InvertedResidualPlan Plan(EfficientNetOptions options)
    {
        var stem = ChannelRounding.Divisible(32 * options.Width);
        var (channels, blocks) = (stem, new List<InvertedResidualShape>());
        foreach (var stage in Table)
        {
            var width = ChannelRounding.Divisible(stage.Width * options.Width);
            var depth = (int)Math.Ceiling(stage.Blocks * options.Depth);
            for (var i = 0; i < depth; i++)
            {
                blocks.Add(new(channels, channels * stage.Expansion, width)
                {
                    Kernel = stage.Kernel,
                    Stride = i == 0 ? stage.Stride : 1,
                    Activation = Activation.Silu,
                    Squeeze = new SqueezeShape(Math.Max(1, channels / 4), Activation.Silu, Activation.Sigmoid),   // a quarter of the block's input
                });
                channels = width;
            }
        }

        return new(stem, blocks, 4 * channels, Activation.Silu);
    }
}
