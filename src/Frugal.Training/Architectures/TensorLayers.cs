using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Computes the layers on tensors: the forward pass.</summary>
internal sealed partial class TensorLayers : ITextLayers<Tensor>
{
    public static TensorLayers Instance { get; } = new();

    public Tensor Convolution(Tensor input, Conv2d layer) => layer.call(StridedPointwise.Safe(input, layer.weight!, layer.stride!));

    public Tensor Normalization(Tensor input, BatchNorm2d layer) => layer.call(input);

    public Tensor Relu(Tensor input) => nn.functional.relu(input);

    public Tensor Add(Tensor left, Tensor right) => left.add(right);

    public Tensor GlobalAveragePool(Tensor input) => input.mean([2, 3]);

    public Tensor Linear(Tensor input, Linear layer) => layer.call(input);

    public Tensor Activate(Tensor input, Activation function) => function switch
    {
        Activation.None => input,
        Activation.Relu => nn.functional.relu(input),
        Activation.Relu6 => nn.functional.relu6(input),
        Activation.Sigmoid => nn.functional.sigmoid(input),
        Activation.HardSigmoid => nn.functional.hardsigmoid(input),
        Activation.Silu => nn.functional.silu(input),
        Activation.HardSwish => nn.functional.hardswish(input),
        Activation.Gelu => nn.functional.gelu(input),
        _ => throw UnknownLayer.In(this, function.ToString()),
    };

    public Tensor Scale(Tensor features, Tensor weights) => features.mul(weights);

    public Tensor Squeeze(Tensor input) => input.mean([2, 3], keepdim: true);

    public Tensor Concat(Tensor first, Tensor second) => cat([first, second], 1);

    public (Tensor First, Tensor Second) Split(Tensor input) => input.chunk(2, 1) is [var first, var second] ? (first, second) : throw UnknownLayer.In(this, nameof(Split));

    public Tensor Shuffle(Tensor input, int channels, int groups)
    {
        var (n, h, w) = (input.shape[0], input.shape[2], input.shape[3]);
        return input.view(n, groups, channels / groups, h, w).transpose(1, 2).reshape(n, channels, h, w);
    }

    public Tensor Select(Tensor input, IReadOnlyList<int> channels)
    {
        using var order = tensor([.. channels.Select(channel => (long)channel)]);
        return input.index_select(1, order);
    }

    public Tensor MaxPool(Tensor input, MaxPool2d layer) => layer.call(input);

    public Tensor Dropout(Tensor input, Dropout layer) => layer.call(input);
}
