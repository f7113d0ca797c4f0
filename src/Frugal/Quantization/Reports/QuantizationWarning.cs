namespace Frugal.Quantization;

/// <summary>A finding of calibration that may cost accuracy; the model was quantised anyway.</summary>
/// <param name="Node">The layer's name, or the model's name if it concerns all layers.</param>
/// <param name="Message">The finding, and its remedy.</param>
public sealed record QuantizationWarning(string Node, string Message);
