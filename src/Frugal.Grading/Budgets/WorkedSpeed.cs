using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>The speed of the grader's worked answer in the same rounds, and the resulting requirement for the solution.</summary>
/// <param name="Ratios">Reference's time / worked answer's, one per round.</param>
/// <param name="Milliseconds">The median of the worked answer's times.</param>
/// <param name="Least">The minimum speed-up over the reference to pass on this machine.</param>
/// <param name="Waived">Whether the worked answer itself gains too little on this machine to require a speed-up. <paramref name="Least"/> is then half
/// way to a solution that takes twice the worked answer's time.</param>
public sealed record WorkedSpeed(IReadOnlyList<double> Ratios, double Milliseconds, double Least, bool Waived)
{
    /// <summary>The median of the ratios with its 95% interval.</summary>
    public MedianInterval Interval => MedianInterval.Of(Ratios);

    internal static WorkedSpeed Of(IReadOnlyList<TimedRound> rounds, WorkedGate gate)
    {
        var (_, least, waived) = gate.Judge(rounds);
        return new WorkedSpeed([.. rounds.Select(round => round.Reference / round.Worked!.Value)], Quantile.Median(rounds.Select(round => round.Worked!.Value)), least, waived);
    }
}
