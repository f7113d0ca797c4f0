using TorchSharp.Modules;

namespace Frugal.Architectures;

/// <summary>
/// The layers that an architecture is built from, over any kind of value. An architecture says once how its layers follow each
/// other (<see cref="Architecture.Apply{T}"/>); what that means is up to the implementation here: computing tensors, counting
/// multiplications, writing an ONNX graph. The six without a body make a residual network; an implementation that leaves the
/// others as they are refuses the networks that need them.
/// </summary>
/// <typeparam name="T">What flows between layers: a tensor, a shape, the name of a graph's edge.</typeparam>
public interface ILayers<T>
{
    /// <summary>A 2-d convolution, (N, C, H, W) to (N, C', H', W').</summary>
    T Convolution(T input, Conv2d layer);

    /// <summary>Batch normalisation per channel; the shape stays.</summary>
    T Normalization(T input, BatchNorm2d layer);

    /// <summary>max(x, 0), element by element.</summary>
    T Relu(T input);

    /// <summary>The element-wise sum of two values of one shape.</summary>
    T Add(T left, T right);

    /// <summary>The mean over height and width, (N, C, H, W) to (N, C).</summary>
    T GlobalAveragePool(T input);

    /// <summary>A fully connected layer, (N, C) to (N, C').</summary>
    T Linear(T input, Linear layer);

    /// <summary>An activation function, element by element.</summary>
    T Activate(T input, Activation function) => function switch
    {
        Activation.None => input,
        Activation.Relu => Relu(input),
        _ => throw UnknownLayer.In(this, function.ToString()),
    };

    /// <summary>Each channel of <paramref name="features"/> (N, C, H, W) times its number in <paramref name="weights"/> (N, C, 1, 1).</summary>
    T Scale(T features, T weights) => throw UnknownLayer.In(this, nameof(Scale));

    /// <summary>The mean over height and width, both kept: (N, C, H, W) to (N, C, 1, 1).</summary>
    T Squeeze(T input) => throw UnknownLayer.In(this, nameof(Squeeze));

    /// <summary>The channels of one value behind those of the other, (N, C, H, W) and (N, C', H, W) to (N, C + C', H, W).</summary>
    T Concat(T first, T second) => throw UnknownLayer.In(this, nameof(Concat));

    /// <summary>The two halves of the channels, an even number: (N, C, H, W) to twice (N, C / 2, H, W).</summary>
    (T First, T Second) Split(T input) => throw UnknownLayer.In(this, nameof(Split));

    /// <summary>Deals the <paramref name="channels"/> channels, <paramref name="groups"/> runs of equal length, out in turn: the first of each, the second of each, and so on.</summary>
    T Shuffle(T input, int channels, int groups) => throw UnknownLayer.In(this, nameof(Shuffle));

    /// <summary>The channels of these numbers, in this order: (N, C, H, W) to (N, count, H, W).</summary>
    T Select(T input, IReadOnlyList<int> channels) => throw UnknownLayer.In(this, nameof(Select));

    /// <summary>The largest of each window.</summary>
    T MaxPool(T input, MaxPool2d layer) => throw UnknownLayer.In(this, nameof(MaxPool));

    /// <summary>Sets some numbers to zero while training; the shape stays.</summary>
    T Dropout(T input, Dropout layer) => throw UnknownLayer.In(this, nameof(Dropout));
}
