using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>The outcome for one node.</summary>
/// <param name="Node">Its name, or that of its first output.</param>
/// <param name="Operator">Its operator: <c>Conv</c>.</param>
/// <param name="Reason">Why it stays in floating point; null if it was quantised.</param>
public sealed record QuantizedNode(string Node, string Operator, string? Reason);

/// <summary>The grid of one value.</summary>
/// <param name="Name">The value's name in the graph.</param>
/// <param name="Range">The range that the observer chose.</param>
/// <param name="Parameters">The scale and zero point that follow from it.</param>
public sealed record QuantizedValue(string Name, ValueRange Range, QuantizationParameters Parameters);

/// <summary>The report of a model's quantisation.</summary>
public sealed record QuantizationReport
{
    /// <summary>The scheme of the model.</summary>
    public required QuantizationScheme Scheme { get; init; }

    /// <summary>The nodes that were quantised, in the graph's order.</summary>
    public required IReadOnlyList<QuantizedNode> Quantized { get; init; }

    /// <summary>The nodes that stay in floating point, each with the reason.</summary>
    public required IReadOnlyList<QuantizedNode> Kept { get; init; }

    /// <summary>The activations' grids; empty if they are computed at every run.</summary>
    public IReadOnlyList<QuantizedValue> Values { get; init; } = [];

    /// <summary>The weights' grid.</summary>
    public required QuantizationFormat Weights { get; init; }

    /// <summary>The cost, per layer, of int8 weights that give the same sums on every processor; empty for other weights.</summary>
    public IReadOnlyList<WeightRounding> Roundings { get; init; } = [];

    /// <summary>Number of calibration batches.</summary>
    public int Batches { get; init; }

    /// <summary>Findings of calibration that may cost accuracy.</summary>
    public IReadOnlyList<QuantizationWarning> Warnings { get; init; } = [];

    /// <summary>Number of batch normalisations folded into weights.</summary>
    public required int FoldedNorms { get; init; }
}

/// <summary>A quantised model, and the report of its quantisation.</summary>
/// <param name="Model">The model, an ordinary ONNX file for ONNX Runtime.</param>
/// <param name="Report">What was quantised, what was not and why.</param>
public sealed record QuantizationResult(OnnxModel Model, QuantizationReport Report);
