using Frugal.Grading.Tasks;

namespace Frugal.Grading.Budgets;

/// <summary>The required speed-up over a reference, for <see cref="Judge.SpeedUp(string, string)"/> in the test that has this attribute.</summary>
public sealed class LatencyBudgetAttribute() : StageAttribute(Stage.Fast)
{
    /// <summary>The required speed-up, which a correct solution reaches.</summary>
    public required double AtLeast { get; init; }

    /// <summary>The speed-up of a solution that has not done the work; 0 for half of <see cref="AtLeast"/>. The gate lies midway between the two,
    /// see <see cref="SpeedGate"/>.</summary>
    public double TooSlow { get; init; }

    /// <summary>The reference's name in messages.</summary>
    public string FasterThan { get; init; } = "the reference";

    internal SpeedGate Gate => TooSlow == 0 ? SpeedGate.Asking(AtLeast) : new SpeedGate(AtLeast, TooSlow);
}
