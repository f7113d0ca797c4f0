using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>An input, an output or a constant of a model.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Type">The type of its elements: <c>Float</c>, <c>Int64</c>...</param>
/// <param name="Shape">Its dimensions, null for an open one (the batch); empty for a scalar or if the file does not give a shape.</param>
public sealed record OnnxValueInfo(string Name, string Type, IReadOnlyList<long?> Shape)
{
    internal static OnnxValueInfo From(ValueInfoProto value)
    {
        var tensor = value.Type?.TensorType;
        var dims = tensor?.Shape?.Dim.Select(dim => dim.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && dim.DimValue >= 0 ? dim.DimValue : (long?)null);
        return new(value.Name, ((TensorProto.Types.DataType)(tensor?.ElemType ?? 0)).ToString(), dims is null ? [] : [.. dims]);
    }
}
