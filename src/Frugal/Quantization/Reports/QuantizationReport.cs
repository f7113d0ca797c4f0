using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>What became of one node.</summary>
/// <param name="Node">Its name, or its first output's.</param>
/// <param name="Operator">Its operator: <c>Conv</c>.</param>
/// <param name="Reason">Why it stays in floating point; null where it was quantised.</param>
public sealed record QuantizedNode(string Node, string Operator, string? Reason);

/// <summary>The grid of one value.</summary>
/// <param name="Name">The value's name in the graph.</param>
/// <param name="Range">The range that the observer chose.</param>
/// <param name="Parameters">The scale and zero point that follow.</param>
public sealed record QuantizedValue(string Name, ValueRange Range, QuantizationParameters Parameters);

/// <summary>What quantising a model did.</summary>
public sealed record QuantizationReport
{
    /// <summary>What the model computes with.</summary>
    public required QuantizationScheme Scheme { get; init; }

    /// <summary>The nodes that were quantised, in the graph's order.</summary>
    public required IReadOnlyList<QuantizedNode> Quantized { get; init; }

    /// <summary>The nodes that stay in floating point, each with the reason.</summary>
    public required IReadOnlyList<QuantizedNode> Kept { get; init; }

    /// <summary>The activations' grids; none where they are found at every run.</summary>
    public IReadOnlyList<QuantizedValue> Values { get; init; } = [];

    /// <summary>The weights' grid.</summary>
    public required QuantizationFormat Weights { get; init; }

    /// <summary>What it costs, layer by layer, that int8 weights give the same sums on every processor; none for other weights.</summary>
    public IReadOnlyList<WeightRounding> Roundings { get; init; } = [];

    /// <summary>How many batches were seen in calibration.</summary>
    public int Batches { get; init; }

    /// <summary>What calibration showed that may cost accuracy.</summary>
    public IReadOnlyList<QuantizationWarning> Warnings { get; init; } = [];

    /// <summary>How many batch normalisations were folded into weights.</summary>
    public required int FoldedNorms { get; init; }
}

/// <summary>A quantised model, and what was done to make it.</summary>
/// <param name="Model">The model, an ordinary ONNX file for ONNX Runtime.</param>
/// <param name="Report">What was quantised, what was not and why.</param>
public sealed record QuantizationResult(OnnxModel Model, QuantizationReport Report);
