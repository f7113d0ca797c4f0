namespace Frugal.Quantization;

/// <summary>Something that calibration showed and that may cost accuracy; the model was made all the same.</summary>
/// <param name="Node">The layer's name; the model's, where it concerns all layers.</param>
/// <param name="Message">What was seen, and what to do.</param>
public sealed record QuantizationWarning(string Node, string Message);
