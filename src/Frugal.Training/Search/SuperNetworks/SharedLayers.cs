using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Search;

/// <summary>Computes the layers of a small network with slices of a large network's weights: the first channels and the kernel centres.</summary>
internal sealed class SharedLayers : ILayers<Tensor>
{
    private const int KernelAxes = 2;   // a convolution's weights are (out, in, height, width)

    private readonly Dictionary<nn.Module, nn.Module> shared = new(ReferenceEqualityComparer.Instance);

    /// <param name="shape">The small network; its weights are not used.</param>
    /// <param name="weights">The large network.</param>
    /// <param name="nameOf">Maps a layer's name in the small network to its name in the large one.</param>
    public SharedLayers(nn.Module shape, nn.Module weights, Func<string, string> nameOf)
    {
        var large = weights.named_modules().ToDictionary(named => named.name, named => named.module);
        foreach (var (module, name) in ModuleNames.Of(shape))
        {
            if (large.TryGetValue(nameOf(name), out var owner))
            {
                shared.Add(module, owner);
            }
        }
    }

    /// <summary>
    /// A slice of <paramref name="whole"/> with the shape <paramref name="shape"/>: the first indices along the channel axes, the central ones along
    /// a kernel's height and width.
    /// </summary>
    public static Tensor Part(Tensor whole, long[] shape)
    {
        for (var axis = 0; axis < shape.Length; axis++)
        {
            var spare = whole.shape[axis] - shape[axis];
            whole = spare == 0 ? whole : whole.narrow(axis, axis < KernelAxes ? 0 : spare / 2, shape[axis]);
        }

        return whole;
    }

    public Tensor Convolution(Tensor input, Conv2d layer)
    {
        var weight = Part(((Conv2d)shared[layer]).weight!, layer.weight!.shape);
        return nn.functional.conv2d(StridedPointwise.Safe(input, weight, layer.stride!), weight, null, layer.stride, layer.padding, layer.dilation, layer.groups);
    }

    public Tensor Normalization(Tensor input, BatchNorm2d layer)
    {
        var norm = (BatchNorm2d)shared[layer];
        long[] shape = [layer.num_features];
        return nn.functional.batch_norm(
            input, Part(norm.running_mean!, shape), Part(norm.running_var!, shape), Part(norm.weight, shape), Part(norm.bias!, shape),
            norm.training, momentum: 0, norm.eps);
    }

    public Tensor Linear(Tensor input, Linear layer)
    {
        var linear = (Linear)shared[layer];
        return nn.functional.linear(input, Part(linear.weight, layer.weight.shape), linear.bias);
    }

    public Tensor Relu(Tensor input) => TensorLayers.Instance.Relu(input);

    public Tensor Add(Tensor left, Tensor right) => TensorLayers.Instance.Add(left, right);

    public Tensor GlobalAveragePool(Tensor input) => TensorLayers.Instance.GlobalAveragePool(input);
}
