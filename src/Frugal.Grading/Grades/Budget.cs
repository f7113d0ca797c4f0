namespace Frugal.Grading.Grades;

/// <summary>The limit for a figure.</summary>
/// <param name="Value">The limit, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit of the limited figure.</param>
/// <param name="AtMost">True for an upper bound (bytes, memory), false for a lower one (speed-up, accuracy).</param>
/// <param name="Waived">Whether the budget is waived on this machine because the grader's worked answer itself gains too little on it.
/// <paramref name="Value"/> is then the reduced requirement.</param>
public sealed record Budget(double Value, string Unit, bool AtMost, bool Waived = false);
