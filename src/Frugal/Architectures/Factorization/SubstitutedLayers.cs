using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Other layers in the places of a network's own.</summary>
internal sealed class SubstitutedLayers<T>(ILayers<T> layers, IReadOnlyDictionary<nn.Module, nn.Module<Tensor, Tensor>[]> parts) : ILayers<T>
{
    public T Convolution(T input, Conv2d layer) => parts[layer].Aggregate(input, (value, part) => layers.Convolution(value, (Conv2d)part));

    public T Normalization(T input, BatchNorm2d layer) => layers.Normalization(input, (BatchNorm2d)parts[layer][0]);

    public T Relu(T input) => layers.Relu(input);

    public T Add(T left, T right) => layers.Add(left, right);

    public T GlobalAveragePool(T input) => layers.GlobalAveragePool(input);

    public T Linear(T input, Linear layer) => parts[layer].Aggregate(input, (value, part) => layers.Linear(value, (Linear)part));

    public T Activate(T input, Activation function) => layers.Activate(input, function);

    public T Scale(T features, T weights) => layers.Scale(features, weights);

    public T Squeeze(T input) => layers.Squeeze(input);

    public T Concat(T first, T second) => layers.Concat(first, second);

    public (T First, T Second) Split(T input) => layers.Split(input);

    public T Shuffle(T input, int channels, int groups) => layers.Shuffle(input, channels, groups);

    public T MaxPool(T input, MaxPool2d layer) => layers.MaxPool(input, (MaxPool2d)parts[layer][0]);

    public T Dropout(T input, Dropout layer) => layers.Dropout(input, (Dropout)parts[layer][0]);
}
