using System.Globalization;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>A subject's speed-up over its reference, with the verdict.</summary>
/// <param name="Verdict">Passed, failed, or inconclusive after the maximum number of rounds.</param>
/// <param name="Ratios">Reference's time / subject's, one per round.</param>
/// <param name="Milliseconds">The median of the subject's times: per call of a model, or per batch of a student's process.</param>
/// <param name="ReferenceMilliseconds">The median of the reference's times.</param>
/// <param name="Measurements">Number of measurements: 1 if the first was conclusive.</param>
public sealed record SpeedUp(Verdict Verdict, IReadOnlyList<double> Ratios, double Milliseconds, double ReferenceMilliseconds, int Measurements)
{
    /// <summary>The median of the ratios with its 95% interval.</summary>
    public MedianInterval Interval => MedianInterval.Of(Ratios);

    /// <summary>The grader's worked answer, if it was timed in the same rounds.</summary>
    public WorkedSpeed? Worked { get; init; }

    /// <summary>For the card: the ratio with its interval, and the worked answer's ratio.</summary>
    public Figure Figure => new(Interval.Median, "x", Interval.Low, Interval.High, Worked?.Interval.Median);

    /// <summary>For the card: the subject's and the reference's milliseconds.</summary>
    public Figure Latency => new(Milliseconds, "ms", Reference: ReferenceMilliseconds);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Interval.Median:0.00} times as fast as the reference ({Interval.Low:0.00} to {Interval.High:0.00}, {Ratios.Count} rounds)");
}
