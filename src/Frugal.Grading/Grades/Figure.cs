namespace Frugal.Grading.Grades;

/// <summary>A measured figure.</summary>
/// <param name="Value">The value, in <paramref name="Unit"/>.</param>
/// <param name="Unit">"bytes", "ms", "x" (a ratio), "%" or another short unit.</param>
/// <param name="Low">The lower end of its 95% interval, if one was measured.</param>
/// <param name="High">The upper end of its 95% interval, if one was measured.</param>
/// <param name="Reference">The reference's figure, if there is one: the float32 model's bytes, the baseline's milliseconds.</param>
public sealed record Figure(double Value, string Unit, double? Low = null, double? High = null, double? Reference = null);
