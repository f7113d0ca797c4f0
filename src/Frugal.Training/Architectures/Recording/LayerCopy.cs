using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Copies layers together with their weights.</summary>
internal static class LayerCopy
{
    /// <summary>A copy of <paramref name="layer"/>, reduced to the kept parts of its tensors.</summary>
    /// <param name="layer">A layer of a kind that <see cref="ILayers{T}"/> knows.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="slices">The parts to keep along the axes of its tensors; an axis that is not listed stays whole.</param>
    /// <exception cref="FrugalException">The layer is of an unsupported kind.</exception>
    public static nn.Module Of(nn.Module layer, string name, params IEnumerable<AxisSlice> slices)
    {
        var cuts = slices.ToLookup(slice => slice.Tensor);
        nn.Module copy = layer switch
        {
            Conv2d convolution => Convolution(convolution, Shape(convolution.weight!, cuts["weight"])),
            BatchNorm2d norm => nn.BatchNorm2d(Width(norm, cuts, name), norm.eps, norm.momentum ?? 0.1, norm.affine, norm.track_running_stats),
            Linear linear => Linear(linear, Shape(linear.weight!, cuts["weight"])),
            MaxPool2d pool => nn.MaxPool2d(pool.kernel_size, pool.stride, pool.padding, pool.dilation, pool.ceil_mode),
            Dropout dropout => nn.Dropout(dropout.p),
            _ => throw TapeErrors.Uncopied(name, $"a {layer.GetType().Name}"),
        };
        using var scope = NewDisposeScope();
        var state = layer.state_dict();
        foreach (var (key, values) in copy.state_dict())
        {
            Fill(values, cuts[key].Aggregate(state[key], (whole, slice) => whole.index_select(slice.Axis, tensor(slice.Kept))));
        }

        return copy;
    }

    public static void Fill(Tensor target, Tensor source)
    {
        using var unrecorded = no_grad();
        target.copy_(source);
    }

    public static void FillBias(Tensor? target, Tensor? source)
    {
        if (target is not null && source is not null)
        {
            Fill(target, source);
        }
    }

    private static long[] Shape(Tensor whole, IEnumerable<AxisSlice> cuts) =>
        [.. whole.shape.Select((length, axis) => cuts.FirstOrDefault(slice => slice.Axis == axis)?.Kept.Length ?? length)];

    private static Conv2d Convolution(Conv2d layer, long[] shape)
    {
        // Depthwise: the number of groups follows the channels. In other grouped convolutions the groups stay and become thinner.
        var depthwise = layer.groups > 1 && layer.in_channels == layer.groups;
        var groups = depthwise ? shape[0] / (layer.out_channels / layer.groups) : layer.groups;
        return ConvolutionForm.Create(layer, shape[1] * groups, shape[0], layer.bias is not null, groups);
    }

    private static Linear Linear(Linear layer, long[] shape) => nn.Linear(shape[1], shape[0], layer.bias is not null);

    private static long Width(BatchNorm2d layer, ILookup<string, AxisSlice> cuts, string name) => layer switch
    {
        { weight: { } scale } => Shape(scale, cuts["weight"])[0],
        { running_mean: { } mean } => Shape(mean, cuts["running_mean"])[0],
        _ => throw TapeErrors.Uncopied(name, "a normalisation without scale and statistics"),
    };
}
