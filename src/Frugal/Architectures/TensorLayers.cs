using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Runs the layers on tensors: the forward pass.</summary>
internal sealed class TensorLayers : ILayers<Tensor>
{
    public static TensorLayers Instance { get; } = new();

    public Tensor Convolution(Tensor input, Conv2d layer) => layer.call(input);

    public Tensor Normalization(Tensor input, BatchNorm2d layer) => layer.call(input);

    public Tensor Relu(Tensor input) => nn.functional.relu(input);

    public Tensor Add(Tensor left, Tensor right) => left.add(right);

    public Tensor GlobalAveragePool(Tensor input) => input.mean([2, 3]);

    public Tensor Linear(Tensor input, Linear layer) => layer.call(input);
}
