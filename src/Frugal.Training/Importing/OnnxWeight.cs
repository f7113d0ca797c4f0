namespace Frugal.Onnx;

/// <summary>Where a tensor of a module comes from: a constant of an ONNX model.</summary>
/// <param name="Constant">The name of the constant (initializer).</param>
public readonly record struct OnnxWeight(string Constant)
{
    /// <summary>
    /// Whether the constant is the transpose of the module's matrix: MatMul multiplies by weights (in, out), a <c>Linear</c> layer stores (out, in).
    /// False by default.
    /// </summary>
    public bool Transposed { get; init; }
}
