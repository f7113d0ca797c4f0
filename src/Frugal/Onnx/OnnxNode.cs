using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>An operator of a graph.</summary>
/// <param name="Operator">The operator type: <c>Conv</c>; contributed operators with their domain, <c>com.microsoft.MatMulNBits</c>.</param>
/// <param name="Inputs">The values that it reads, by name; empty for an optional input that is left out.</param>
/// <param name="Outputs">The values that it produces, by name.</param>
public sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    internal static OnnxNode From(NodeProto node) =>
        new(OnnxCheck.IsDefault(node.Domain) ? node.OpType : $"{node.Domain}.{node.OpType}", [.. node.Input], [.. node.Output]);
}
