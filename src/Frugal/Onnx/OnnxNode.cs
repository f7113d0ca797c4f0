using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>An operator of a graph.</summary>
/// <param name="Operator">The operator type: <c>Conv</c>; contributed operators with their domain, <c>com.microsoft.MatMulNBits</c>.</param>
/// <param name="Inputs">The values that it reads, by name; empty for an optional input that is left out.</param>
/// <param name="Outputs">The values that it produces, by name.</param>
public sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    /// <summary>
    /// The attributes that <see cref="OnnxGraphBuilder.Node"/> also takes: <see cref="long"/>, <see cref="T:long[]"/>, <see cref="float"/>, <see cref="T:float[]"/> and
    /// <see cref="string"/>. Attributes of other types (tensors, subgraphs) are left out.
    /// </summary>
    public IReadOnlyList<(string Name, object Value)> Attributes { get; init; } = [];

    internal static OnnxNode From(NodeProto node) =>
        new(OnnxCheck.IsDefault(node.Domain) ? node.OpType : $"{node.Domain}.{node.OpType}", [.. node.Input], [.. node.Output])
        {
            Attributes = [.. node.Attribute.Select(attribute => (attribute.Name, Value: Onnx.Attributes.Value(attribute))).Where(pair => pair.Value is not null).Select(pair => (pair.Name, pair.Value!))],
        };
}
