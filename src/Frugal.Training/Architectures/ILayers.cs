using TorchSharp.Modules;

namespace Frugal.Architectures;

/// <summary>
/// The layers that an architecture is built from, over any kind of value. An architecture defines once how its layers are
/// connected (<see cref="Architecture.Apply{T}"/>); each implementation of this interface interprets them: it computes tensors, counts
/// multiplications or writes an ONNX graph. The six methods without a body are enough for a residual network. An implementation that does
/// not override the others throws for networks that need them.
/// </summary>
/// <typeparam name="T">The type of the values between layers: a tensor, a shape, the name of a graph's edge.</typeparam>
public interface ILayers<T>
{
    /// <summary>A 2-d convolution, (N, C, H, W) to (N, C', H', W').</summary>
    T Convolution(T input, Conv2d layer);

    /// <summary>Batch normalisation per channel; the shape does not change.</summary>
    T Normalization(T input, BatchNorm2d layer);

    /// <summary>max(x, 0), element by element.</summary>
    T Relu(T input);

    /// <summary>The element-wise sum of two values of the same shape.</summary>
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

    /// <summary>Each channel of <paramref name="features"/> (N, C, H, W) times its weight in <paramref name="weights"/> (N, C, 1, 1).</summary>
    T Scale(T features, T weights) => throw UnknownLayer.In(this, nameof(Scale));

    /// <summary>The mean over height and width, with both axes kept: (N, C, H, W) to (N, C, 1, 1).</summary>
    T Squeeze(T input) => throw UnknownLayer.In(this, nameof(Squeeze));

    /// <summary>Concatenates two values along the channels: (N, C, H, W) and (N, C', H, W) to (N, C + C', H, W).</summary>
    T Concat(T first, T second) => throw UnknownLayer.In(this, nameof(Concat));

    /// <summary>The two halves of an even number of channels: (N, C, H, W) to twice (N, C / 2, H, W).</summary>
    (T First, T Second) Split(T input) => throw UnknownLayer.In(this, nameof(Split));

    /// <summary>
    /// Shuffles the <paramref name="channels"/> channels, <paramref name="groups"/> groups of equal length: the first of each group, then the second
    /// of each, and so on.
    /// </summary>
    T Shuffle(T input, int channels, int groups) => throw UnknownLayer.In(this, nameof(Shuffle));

    /// <summary>Selects channels by index, in the given order: (N, C, H, W) to (N, count, H, W).</summary>
    T Select(T input, IReadOnlyList<int> channels) => throw UnknownLayer.In(this, nameof(Select));

    /// <summary>The maximum of each window.</summary>
    T MaxPool(T input, MaxPool2d layer) => throw UnknownLayer.In(this, nameof(MaxPool));

    /// <summary>Sets random elements to zero in training mode; the shape does not change.</summary>
    T Dropout(T input, Dropout layer) => throw UnknownLayer.In(this, nameof(Dropout));
}
