namespace Frugal.Learning;

/// <summary>A figure of a grading.</summary>
/// <param name="Value">The value, in <paramref name="Unit"/>.</param>
/// <param name="Unit">"bytes", "ms", "x" or another short unit.</param>
/// <param name="HigherIsBetter">True for a speed-up or an accuracy, false for bytes or milliseconds.</param>
public sealed record GradedFigure(double Value, string Unit, bool HigherIsBetter);
