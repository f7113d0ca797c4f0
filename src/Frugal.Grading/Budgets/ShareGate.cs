using Frugal.Grading.Grades;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Holds a counted share against a floor. A share is below the floor only where its whole 99.9% interval is, so that a solution which really
/// keeps the floor fails by the luck of the draw in fewer than one of a thousand gradings.
/// </summary>
/// <param name="Floor">The least share, in [0, 1].</param>
public readonly record struct ShareGate(double Floor)
{
    /// <summary>Passed or failed where the Wilson interval of <paramref name="count"/> of <paramref name="total"/> lies on one side of the floor;
    /// inconclusive where it does not: more answers will tell.</summary>
    public Verdict Decide(int count, int total)
    {
        var interval = WilsonInterval.Of(count, total, WilsonInterval.Z999);
        return interval.Low >= Floor ? Verdict.Passed : interval.High < Floor ? Verdict.Failed : Verdict.Inconclusive;
    }

    /// <summary>Whether <paramref name="count"/> of <paramref name="total"/> is certainly below the floor. What still cannot be told when all
    /// answers are in is not.</summary>
    public bool IsBelow(int count, int total) => Decide(count, total) == Verdict.Failed;
}
