using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>The input of patterns: the graph, and the shapes seen in a run.</summary>
internal sealed record PlanContext(Graph Graph, IReadOnlyDictionary<string, ValueFacts> Facts, QuantizationOptions Options)
{
    public const string NotFloat = "its values are not float32";

    public bool IsConstant(string value) => Graph.Constant(value) is not null;

    public bool IsFloat(string value) => Graph.Constant(value) is { } tensor
        ? tensor.DataType == (int)TensorProto.Types.DataType.Float
        : Facts.TryGetValue(value, out var facts) && facts.IsFloat;

    /// <summary>The number of dimensions of a value; -1 if no run showed it.</summary>
    public int Rank(string value) => Graph.Constant(value)?.Dims.Count ?? (Facts.TryGetValue(value, out var facts) ? facts.Shape.Length : -1);
}
