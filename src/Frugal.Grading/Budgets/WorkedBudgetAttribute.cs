using Frugal.Grading.Tasks;

namespace Frugal.Grading.Budgets;

/// <summary>Requires the solution to be about as fast as the grader's own worked answer, timed in the same rounds on the same machine, for
/// <see cref="Judge.SpeedUp(string, string, string)"/> or <see cref="TimedCalls{TIn, TOut}.Worked"/> in the test that has this attribute.</summary>
/// <remarks>The gate lies at the geometric mean of the speed of the worked answer and that of a solution that leaves the share <see cref="Undone"/> of
/// the work unimproved. If the worked answer itself is less than 1.3 times as fast as the reference, no speed-up is required and the card says so: only
/// a solution that takes twice the worked answer's time then fails.</remarks>
public sealed class WorkedBudgetAttribute() : StageAttribute(Stage.Fast)
{
    /// <summary>The share of the reference's time that a too slow solution leaves unimproved. Above 0, up to 1: 1 is a solution without any change.</summary>
    public double Undone { get; init => field = new WorkedGate(value).Undone; } = 0.5;

    /// <summary>The reference's name in messages.</summary>
    public string FasterThan { get; init; } = "the reference";

    internal WorkedGate Gate => new(Undone);
}
