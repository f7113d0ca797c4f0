using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>Runs the layers on tensors and records the last features of each spatial size, where networks of any two architectures can be compared.</summary>
internal sealed class FeatureTap : ILayers<TappedValue>
{
    private readonly TensorLayers layers = TensorLayers.Instance;
    private readonly Dictionary<(long, long), Tensor> stages = [];

    public IReadOnlyDictionary<(long Height, long Width), Tensor> Stages => stages;

    /// <summary>The input of the last linear layer, (N, D); null in a network without one.</summary>
    public Tensor? Embedding { get; private set; }

    public TappedValue Convolution(TappedValue input, Conv2d layer) => Remember(input, layers.Convolution(input.Values, layer));

    public TappedValue Normalization(TappedValue input, BatchNorm2d layer) => Remember(input, layers.Normalization(input.Values, layer));

    public TappedValue Relu(TappedValue input) => Remember(input, layers.Relu(input.Values));

    public TappedValue Add(TappedValue left, TappedValue right) => Remember(left, layers.Add(left.Values, right.Values));

    public TappedValue GlobalAveragePool(TappedValue input) => new(layers.GlobalAveragePool(input.Values), Squeezed: true);

    public TappedValue Linear(TappedValue input, Linear layer)
    {
        Embedding = input.Values;
        return input with { Values = layers.Linear(input.Values, layer) };
    }

    public TappedValue Activate(TappedValue input, Activation function) => Remember(input, layers.Activate(input.Values, function));

    public TappedValue Scale(TappedValue features, TappedValue weights) => Remember(features, layers.Scale(features.Values, weights.Values));

    public TappedValue Squeeze(TappedValue input) => new(layers.Squeeze(input.Values), Squeezed: true);

    public TappedValue Concat(TappedValue first, TappedValue second) => Remember(first, layers.Concat(first.Values, second.Values));

    public (TappedValue First, TappedValue Second) Split(TappedValue input)
    {
        var (first, second) = layers.Split(input.Values);
        return (input with { Values = first }, input with { Values = second });
    }

    public TappedValue Shuffle(TappedValue input, int channels, int groups) => Remember(input, layers.Shuffle(input.Values, channels, groups));

    public TappedValue Select(TappedValue input, IReadOnlyList<int> channels) => input with { Values = layers.Select(input.Values, channels) };

    public TappedValue MaxPool(TappedValue input, MaxPool2d layer) => Remember(input, layers.MaxPool(input.Values, layer));

    public TappedValue Dropout(TappedValue input, Dropout layer) => input with { Values = layers.Dropout(input.Values, layer) };

    private TappedValue Remember(TappedValue input, Tensor values)
    {
        if (!input.Squeezed)
        {
            stages[(values.shape[2], values.shape[3])] = values;
        }

        return input with { Values = values };
    }
}
