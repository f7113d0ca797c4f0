namespace Frugal.Onnx;

/// <summary>A constant of a model in floating point: a weight or a bias.</summary>
/// <param name="Name">Its name in the graph, by which nodes read it.</param>
/// <param name="Shape">Its dimensions; none for a single number.</param>
/// <param name="Values">Its numbers in row-major order: a copy, which may be changed.</param>
public sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape, float[] Values);
