namespace Frugal.Architectures;

/// <summary>
/// Inverted residuals found by architecture search, some with squeeze-and-excitation, with h-swish in the wider half (Howard et al. 2019,
/// "Searching for MobileNetV3", tables 1 and 2). The squeeze has a quarter of the block's expanded channels (section 5.3).
/// </summary>
public sealed class MobileNetV3 : InvertedResidualNetwork
{
    private const bool Plain = false;
    private const bool Squeezed = true;
    private const Activation Re = Activation.Relu;
    private const Activation Hs = Activation.HardSwish;

    /// <summary>Table 1.</summary>
    private static readonly Row[] Large =
    [
        new(3, 16, 16, Plain, Re, 1),
        new(3, 64, 24, Plain, Re, 2), new(3, 72, 24, Plain, Re, 1),
        new(5, 72, 40, Squeezed, Re, 2), new(5, 120, 40, Squeezed, Re, 1), new(5, 120, 40, Squeezed, Re, 1),
        new(3, 240, 80, Plain, Hs, 2), new(3, 200, 80, Plain, Hs, 1), new(3, 184, 80, Plain, Hs, 1), new(3, 184, 80, Plain, Hs, 1),
        new(3, 480, 112, Squeezed, Hs, 1), new(3, 672, 112, Squeezed, Hs, 1),
        new(5, 672, 160, Squeezed, Hs, 2), new(5, 960, 160, Squeezed, Hs, 1), new(5, 960, 160, Squeezed, Hs, 1),
    ];

    /// <summary>Table 2.</summary>
    private static readonly Row[] Small =
    [
        new(3, 16, 16, Squeezed, Re, 2),
        new(3, 72, 24, Plain, Re, 2), new(3, 88, 24, Plain, Re, 1),
        new(5, 96, 40, Squeezed, Hs, 2), new(5, 240, 40, Squeezed, Hs, 1), new(5, 240, 40, Squeezed, Hs, 1),
        new(5, 120, 48, Squeezed, Hs, 1), new(5, 144, 48, Squeezed, Hs, 1),
        new(5, 288, 96, Squeezed, Hs, 2), new(5, 576, 96, Squeezed, Hs, 1), new(5, 576, 96, Squeezed, Hs, 1),
    ];

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public MobileNetV3(MobileNetV3Options? options = null)
        : base(nameof(MobileNetV3), Plan((options ??= new MobileNetV3Options()).Validated()), options) => Options = options;

    /// <summary>The options that this network was built with.</summary>
    public MobileNetV3Options Options { get; }

    private static InvertedResidualPlan Plan(MobileNetV3Options options)
    {
        var stem = Scaled(16);
        var (channels, blocks) = (stem, new List<InvertedResidualShape>());
        var large = options.Variant == MobileNetV3Variant.Large;
        foreach (var row in large ? Large : Small)
        {
            var inside = Scaled(row.Expanded);
            blocks.Add(new(channels, inside, Scaled(row.Output))
            {
                Kernel = row.Kernel,
                Stride = row.Stride,
                Activation = row.Activation,
                Squeeze = row.Squeeze ? new SqueezeShape(ChannelRounding.Divisible(inside / 4), Re, Activation.HardSigmoid) : null,
            });
            channels = Scaled(row.Output);
        }

        return new(stem, blocks, 6 * channels, Hs)
        {
            Hidden = Scaled(large ? 1280 : 1024),
            Statistics = new BatchStatistics(Epsilon: 1e-3, Momentum: 1e-2),   // section 6.1.1: decay 0.99
        };

        int Scaled(int width) => ChannelRounding.Divisible(width * options.Width);
    }

    private sealed record Row(int Kernel, int Expanded, int Output, bool Squeeze, Activation Activation, int Stride);
}
