using Frugal.Grading.Tasks;

namespace Frugal.Grading.Budgets;

/// <summary>How many times as fast as a reference the solution has to be, for <see cref="Judge.SpeedUp(string, string)"/> in the test that carries it.</summary>
public sealed class LatencyBudgetAttribute() : StageAttribute(Stage.Fast)
{
    /// <summary>The speed-up that is asked: what a right solution reaches.</summary>
    public required double AtLeast { get; init; }

    /// <summary>The speed-up of a solution that has not done the work; 0 for half of <see cref="AtLeast"/>. Passing ends midway between the two,
    /// see <see cref="SpeedGate"/>.</summary>
    public double TooSlow { get; init; }

    /// <summary>What the reference is called in messages.</summary>
    public string FasterThan { get; init; } = "the reference";

    internal SpeedGate Gate => TooSlow == 0 ? SpeedGate.Asking(AtLeast) : new SpeedGate(AtLeast, TooSlow);
}
