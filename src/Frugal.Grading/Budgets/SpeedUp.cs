using System.Globalization;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>How many times faster than its reference a subject is, and what follows.</summary>
/// <param name="Verdict">Passed, failed, or inconclusive after the last round that is allowed.</param>
/// <param name="Ratios">Reference's time / subject's, one a round.</param>
/// <param name="Milliseconds">The median of the subject's times: of one call of a model, or of one batch of a student's process.</param>
/// <param name="ReferenceMilliseconds">The same of the reference.</param>
/// <param name="Measurements">How often it was measured: 1 where the first was conclusive.</param>
public sealed record SpeedUp(Verdict Verdict, IReadOnlyList<double> Ratios, double Milliseconds, double ReferenceMilliseconds, int Measurements)
{
    /// <summary>The median of the ratios with its 95% interval.</summary>
    public MedianInterval Interval => MedianInterval.Of(Ratios);

    /// <summary>The grader's worked answer, where it was timed in the same rounds.</summary>
    public WorkedSpeed? Worked { get; init; }

    /// <summary>For the card: the ratio, with its interval; beside it the worked answer's.</summary>
    public Figure Figure => new(Interval.Median, "x", Interval.Low, Interval.High, Worked?.Interval.Median);

    /// <summary>For the card: the subject's milliseconds beside the reference's.</summary>
    public Figure Latency => new(Milliseconds, "ms", Reference: ReferenceMilliseconds);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Interval.Median:0.00} times as fast as the reference ({Interval.Low:0.00} to {Interval.High:0.00}, {Ratios.Count} rounds)");
}
