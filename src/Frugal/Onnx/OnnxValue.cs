namespace Frugal.Onnx;

/// <summary>An edge of the graph that is being built: the output of one node and the input of others.</summary>
/// <param name="Name">Its name, unique in the graph.</param>
public readonly record struct OnnxValue(string Name);
