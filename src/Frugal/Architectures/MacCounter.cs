using TorchSharp.Modules;

namespace Frugal.Architectures;

/// <summary>Follows the shape of one picture through a network and adds up the multiply-accumulates.</summary>
internal sealed class MacCounter : ILayers<FeatureShape>
{
    public long Total { get; private set; }

    public FeatureShape Convolution(FeatureShape input, Conv2d layer)
    {
        var kernel = layer.kernel_size;
        var output = new FeatureShape(layer.out_channels, Extent(layer, input.Height, 0), Extent(layer, input.Width, 1));
        Total += output.Channels * output.Height * output.Width * (layer.in_channels / layer.groups) * kernel[0] * kernel[1];
        return output;
    }

    public FeatureShape Normalization(FeatureShape input, BatchNorm2d layer) => input;

    public FeatureShape Relu(FeatureShape input) => input;

    public FeatureShape Add(FeatureShape left, FeatureShape right) => left;

    public FeatureShape GlobalAveragePool(FeatureShape input) => new(input.Channels, 1, 1);

    public FeatureShape Linear(FeatureShape input, Linear layer)
    {
        Total += layer.in_features * layer.out_features;
        return new FeatureShape(layer.out_features, 1, 1);
    }

    private static long Extent(Conv2d layer, long extent, int axis) =>
        (extent + 2 * layer.padding![axis] - layer.dilation[axis] * (layer.kernel_size[axis] - 1) - 1) / layer.stride[axis] + 1;
}
