namespace Frugal.Learning;

/// <summary>A figure that was better than all before it.</summary>
/// <param name="Value">The value, in <paramref name="Unit"/>.</param>
/// <param name="Unit">"bytes", "ms", "x" or another short unit.</param>
/// <param name="At">When it was measured.</param>
public sealed record BestFigure(double Value, string Unit, DateTimeOffset At);
