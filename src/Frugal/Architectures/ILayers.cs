using TorchSharp.Modules;

namespace Frugal.Architectures;

/// <summary>
/// The handful of layers that an architecture is built from, over any kind of value. An architecture says once how its
/// layers follow each other (<see cref="Architecture.Apply{T}"/>); what that means is up to the implementation here:
/// computing tensors, counting multiplications, writing an ONNX graph.
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
}
