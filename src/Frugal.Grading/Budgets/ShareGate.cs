using Frugal.Grading.Grades;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Compares a counted share with a floor. A share is below the floor only if its whole 99.9% interval is, so that a solution which really meets
/// the floor fails by chance in fewer than one of a thousand gradings.
/// </summary>
/// <param name="Floor">The minimum share, in [0, 1].</param>
public readonly record struct ShareGate(double Floor)
{
    /// <summary>Passed or failed if the Wilson interval of <paramref name="count"/> of <paramref name="total"/> lies entirely on one side of the floor;
    /// otherwise inconclusive, and more answers are needed.</summary>
    public Verdict Decide(int count, int total)
    {
        var interval = WilsonInterval.Of(count, total, WilsonInterval.Z999);
        return interval.Low >= Floor ? Verdict.Passed : interval.High < Floor ? Verdict.Failed : Verdict.Inconclusive;
    }

    /// <summary>Whether <paramref name="count"/> of <paramref name="total"/> is certainly below the floor. A result that is still inconclusive when
    /// all answers are counted does not count as below.</summary>
    public bool IsBelow(int count, int total) => Decide(count, total) == Verdict.Failed;
}
