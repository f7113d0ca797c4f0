using TorchSharp.Modules;

namespace Frugal.Architectures;

/// <summary>Follows the shape of one picture, or of one text, through a network and adds up the multiply-accumulates.</summary>
internal sealed partial class MacCounter : ITextLayers<FeatureShape>
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

    public FeatureShape Activate(FeatureShape input, Activation function) => input;

    public FeatureShape Scale(FeatureShape features, FeatureShape weights) => features;

    public FeatureShape Squeeze(FeatureShape input) => new(input.Channels, 1, 1);

    public FeatureShape Concat(FeatureShape first, FeatureShape second) => first with { Channels = first.Channels + second.Channels };

    public (FeatureShape First, FeatureShape Second) Split(FeatureShape input)
    {
        var half = input with { Channels = input.Channels / 2 };
        return (half, half);
    }

    public FeatureShape Shuffle(FeatureShape input, int channels, int groups) => input;

    public FeatureShape Select(FeatureShape input, IReadOnlyList<int> channels) => input with { Channels = channels.Count };

    public FeatureShape MaxPool(FeatureShape input, MaxPool2d layer) =>
        new(input.Channels, Extent(layer, input.Height, 0), Extent(layer, input.Width, 1));

    public FeatureShape Dropout(FeatureShape input, Dropout layer) => input;

    private static long Extent(Conv2d layer, long extent, int axis) =>
        (extent + 2 * layer.padding![axis] - layer.dilation[axis] * (layer.kernel_size[axis] - 1) - 1) / layer.stride[axis] + 1;

    /// <summary>Rounded up if the layer's ceil_mode is set, but no window starts beyond the picture and its left padding.</summary>
    private static long Extent(MaxPool2d layer, long extent, int axis)
    {
        var stride = layer.stride?[axis] ?? layer.kernel_size[axis];
        var padding = layer.padding?[axis] ?? 0;
        var reach = extent + 2 * padding - (layer.dilation?[axis] ?? 1) * (layer.kernel_size[axis] - 1) - 1;
        var steps = layer.ceil_mode ? (reach + stride - 1) / stride : reach / stride;
        return layer.ceil_mode && steps * stride >= extent + padding ? steps : steps + 1;
    }
}
