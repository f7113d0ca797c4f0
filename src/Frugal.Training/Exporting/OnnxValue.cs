namespace Frugal.Onnx;

/// <summary>An edge of the graph that is being written: what a node makes and others use.</summary>
/// <param name="Name">Its name, unique in the graph.</param>
public readonly record struct OnnxValue(string Name);
