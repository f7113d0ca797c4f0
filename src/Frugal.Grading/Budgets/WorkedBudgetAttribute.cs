using Frugal.Grading.Tasks;

namespace Frugal.Grading.Budgets;

/// <summary>The solution has to be about as fast as the grader's own worked answer, timed in the same rounds on the same machine, for
/// <see cref="Judge.SpeedUp(string, string, string)"/> or <see cref="TimedCalls{TIn, TOut}.Worked"/> in the test that carries it.</summary>
/// <remarks>Passing ends midway, on the scale of ratios, between the worked answer and a solution that leaves the share <see cref="Undone"/> of the work
/// as it was. Where the worked answer itself is less than 1.3 times as fast as the reference, no speed-up is asked and the card says so: only a solution
/// that takes twice the worked answer's time is then refused.</remarks>
public sealed class WorkedBudgetAttribute() : StageAttribute(Stage.Fast)
{
    /// <summary>The share of the reference's time that a too slow solution still spends unimproved. Above 0, up to 1: 1 is a solution that has changed nothing.</summary>
    public double Undone { get; init => field = new WorkedGate(value).Undone; } = 0.5;

    /// <summary>What the reference is called in messages.</summary>
    public string FasterThan { get; init; } = "the reference";

    internal WorkedGate Gate => new(Undone);
}
