using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>What became of one node.</summary>
/// <param name="Node">Its name, or its first output's.</param>
/// <param name="Operator">Its operator: <c>Conv</c>.</param>
/// <param name="Reason">Why it stays in floating point; null where it computes in int8.</param>
public sealed record QuantizedNode(string Node, string Operator, string? Reason);

/// <summary>The grid of one value.</summary>
/// <param name="Name">The value's name in the graph.</param>
/// <param name="Range">The range that the observer chose.</param>
/// <param name="Parameters">The scale and zero point that follow.</param>
public sealed record QuantizedValue(string Name, ValueRange Range, QuantizationParameters Parameters);

/// <summary>What quantising a model did.</summary>
public sealed record QuantizationReport
{
    /// <summary>The nodes that compute in int8, in the graph's order.</summary>
    public required IReadOnlyList<QuantizedNode> Quantized { get; init; }

    /// <summary>The nodes that stay in floating point, each with the reason.</summary>
    public required IReadOnlyList<QuantizedNode> Kept { get; init; }

    /// <summary>The activations' grids.</summary>
    public required IReadOnlyList<QuantizedValue> Values { get; init; }

    /// <summary>The weights' grid.</summary>
    public required QuantizationFormat Weights { get; init; }

    /// <summary>How many batches were seen in calibration.</summary>
    public required int Batches { get; init; }

    /// <summary>How many batch normalisations were folded into weights.</summary>
    public required int FoldedNorms { get; init; }
}

/// <summary>A quantised model, and what was done to make it.</summary>
/// <param name="Model">The model: QuantizeLinear and DequantizeLinear around float operators, which ONNX Runtime joins to int8 kernels.</param>
/// <param name="Report">What was quantised, what was not and why.</param>
public sealed record QuantizationResult(OnnxModel Model, QuantizationReport Report);
