namespace Frugal.Grading.Grades;

/// <summary>What a figure may be.</summary>
/// <param name="Value">The limit, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit of the figure that it bounds.</param>
/// <param name="AtMost">True for an upper bound (bytes, memory), false for a lower one (speed-up, accuracy).</param>
public sealed record Budget(double Value, string Unit, bool AtMost);
