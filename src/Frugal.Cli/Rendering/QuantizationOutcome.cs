using System.Text.Json;
using Frugal.Quantization;

namespace Frugal.Cli.Rendering;

/// <summary>The result of <c>frugal quantize</c>; the report is null if the weights were only stored as fp16.</summary>
internal sealed record QuantizationOutcome(string Input, string Output, long BytesBefore, long BytesAfter, string Format, QuantizationReport? Report)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public double Ratio => (double)BytesBefore / BytesAfter;

    public string ToJson() => JsonSerializer.Serialize(new
    {
        Input,
        Output,
        Format,
        BytesBefore,
        BytesAfter,
        Ratio = Math.Round(Ratio, 3),
        Scheme = Report?.Scheme.ToString(),
        Weights = Report?.Weights.Name,
        Report?.Batches,
        Report?.FoldedNorms,
        Quantized = Report?.Quantized.Select(node => new { node.Node, node.Operator }),
        Roundings = Report?.Roundings.Select(layer => new { layer.Node, layer.Pairs, layer.Moved, layer.WidenedScales, ExactSqnr = Finite(layer.ExactSqnr), SafeSqnr = Finite(layer.SafeSqnr), SevenSqnr = Finite(layer.SevenSqnr) }),
        Kept = Report?.Kept.Select(node => new { node.Node, node.Operator, node.Reason }),
        Warnings = Report?.Warnings.Select(warning => new { warning.Node, warning.Message }),
        Values = Report?.Values.Select(value => new { value.Name, value.Range.Min, value.Range.Max, value.Parameters.Scale, value.Parameters.ZeroPoint }),
    }, Json);

    /// <summary>JSON has no infinity: returns null if nothing is lost.</summary>
    private static double? Finite(double decibels) => double.IsFinite(decibels) ? Math.Round(decibels, 2) : null;
}
