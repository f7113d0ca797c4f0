namespace Frugal.Grading.Grades;

/// <summary>What a figure may be.</summary>
/// <param name="Value">The limit, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit of the figure that it bounds.</param>
/// <param name="AtMost">True for an upper bound (bytes, memory), false for a lower one (speed-up, accuracy).</param>
/// <param name="Waived">Whether this machine is excused: the grader's worked answer itself gains too little on it. <paramref name="Value"/> is then the
/// little that is asked all the same.</param>
public sealed record Budget(double Value, string Unit, bool AtMost, bool Waived = false);
