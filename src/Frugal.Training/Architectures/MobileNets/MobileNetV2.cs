namespace Frugal.Architectures;

/// <summary>
/// Inverted residuals with ReLU6 and linear bottlenecks (Sandler et al. 2018, "MobileNetV2: Inverted residuals and linear bottlenecks",
/// table 2). The last convolution keeps its 1,280 channels below width 1 (section 4).
/// </summary>
public sealed class MobileNetV2 : InvertedResidualNetwork
{
    /// <summary>Expansion, width, blocks and first stride of each stage, table 2.</summary>
    private static readonly (int Expansion, int Width, int Blocks, int Stride)[] Table =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public MobileNetV2(MobileNetV2Options? options = null)
        : base(nameof(MobileNetV2), Plan((options ??= new MobileNetV2Options()).Validated().Width), options) => Options = options;

    /// <summary>The options that this network was built with.</summary>
    public MobileNetV2Options Options { get; }

    private static InvertedResidualPlan Plan(double multiplier)
    {
        var stem = ChannelRounding.Divisible(32 * multiplier);
        var (channels, blocks) = (stem, new List<InvertedResidualShape>());
        foreach (var stage in Table)
        {
            var width = ChannelRounding.Divisible(stage.Width * multiplier);
            for (var i = 0; i < stage.Blocks; i++)
            {
                blocks.Add(new(channels, channels * stage.Expansion, width) { Stride = i == 0 ? stage.Stride : 1, Activation = Activation.Relu6 });
                channels = width;
            }
        }

        return new(stem, blocks, ChannelRounding.Divisible(1280 * Math.Max(1, multiplier)), Activation.Relu6);
    }
}
