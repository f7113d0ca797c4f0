using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Layers with weights of their own that equal others'.</summary>
internal static class LayerCopy
{
    /// <summary>A copy of a layer that has weights, or that pools or drops; null for any other module.</summary>
    public static nn.Module<Tensor, Tensor>? Of(nn.Module layer, string name) => layer switch
    {
        Conv2d convolution => Filled(Convolution(convolution, name), layer),
        BatchNorm2d norm => Filled(nn.BatchNorm2d(norm.num_features, norm.eps, norm.momentum ?? 0.1, norm.affine, norm.track_running_stats), layer),
        Linear linear => Filled(nn.Linear(linear.in_features, linear.out_features, linear.bias is not null), layer),
        MaxPool2d pool => nn.MaxPool2d(pool.kernel_size, pool.stride, pool.padding, pool.dilation, pool.ceil_mode),
        Dropout dropout => nn.Dropout(dropout.p),
        _ => null,
    };

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

    private static Conv2d Convolution(Conv2d layer, string name)
    {
        _ = ConvolutionForm.CheckPadding(layer, name);
        return new ConvolutionForm(layer).Create(layer.in_channels, layer.out_channels, layer.bias is not null, layer.groups);
    }

    private static nn.Module<Tensor, Tensor> Filled(nn.Module<Tensor, Tensor> copy, nn.Module source)
    {
        var values = source.state_dict();
        foreach (var (name, tensor) in copy.state_dict())
        {
            Fill(tensor, values[name]);
        }

        return copy;
    }
}
