using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>Makes a smaller layer out of a layer and the places that stay along the axes of its tensors.</summary>
internal static class LayerCut
{
    public static nn.Module Of(nn.Module layer, IReadOnlyList<AxisSlice> slices)
    {
        using var scope = NewDisposeScope();
        var state = layer.state_dict().ToDictionary(entry => entry.Key, entry => Cut(entry.Key, entry.Value, slices));
        var shape = (state.TryGetValue("weight", out var weight) ? weight : state["running_mean"]).shape;   // a normalisation may have no scale
        nn.Module smaller = layer switch
        {
            Conv2d convolution => Convolution(convolution, shape),
            BatchNorm2d norm => nn.BatchNorm2d(shape[0], norm.eps, norm.momentum ?? 0.1, norm.affine, norm.track_running_stats),
            Linear linear => nn.Linear(shape[1], shape[0], linear.bias is not null),
            _ => throw PruningErrors.UnknownModule(layer.GetName(), layer.GetType().Name),
        };
        foreach (var (name, values) in smaller.state_dict())
        {
            values.copy_(state[name]);
        }

        return smaller;
    }

    private static Tensor Cut(string name, Tensor whole, IReadOnlyList<AxisSlice> slices) =>
        slices.Where(slice => slice.Tensor == name).Aggregate(whole, (values, slice) => values.index_select(slice.Axis, tensor(slice.Kept)));

    private static Conv2d Convolution(Conv2d layer, long[] shape)
    {
        var depthwise = layer.groups > 1 && layer.in_channels == layer.groups;
        var groups = depthwise ? shape[0] / (layer.out_channels / layer.groups) : layer.groups;
        var (kernel, stride, dilation) = (Pair(layer.kernel_size), Pair(layer.stride), Pair(layer.dilation));
        var bias = layer.bias is not null;
        return layer.padding_type is { } padding
            ? nn.Conv2d(shape[1] * groups, shape[0], kernel, padding, stride, dilation, layer.padding_mode, groups, bias)
            : nn.Conv2d(shape[1] * groups, shape[0], kernel, stride, Pair(layer.padding!), dilation, layer.padding_mode, groups, bias);
    }

    private static (long, long) Pair(long[] sizes) => (sizes[0], sizes[^1]);
}
