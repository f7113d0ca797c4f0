using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Decides by the ratios of single rounds whether a solution is fast enough. The gate lies at the geometric mean of the speed-ups of a healthy and of
/// a faulty solution, so that both have the same margin for noise.
/// </summary>
/// <param name="Healthy">The required speed-up, which a correct solution reaches. Above 0.</param>
/// <param name="Faulty">The speed-up that is too slow, below <paramref name="Healthy"/>.</param>
public sealed record SpeedGate(double Healthy, double Faulty)
{
    /// <summary>The confidence of each decision: a solution exactly at the gate gets a chance verdict in one of a thousand decisions.</summary>
    public const double Confidence = 0.999;

    /// <summary>The required speed-up.</summary>
    public double Healthy { get; } = Healthy is > 0 and < double.PositiveInfinity && Faulty > 0 && Faulty < Healthy
        ? Healthy
        : throw new FrugalException($"A speed-up of {Healthy} with {Faulty} for too slow cannot be gated. Give two numbers above zero, the first the larger.");

    /// <summary>The gate whose faulty side is half the required speed-up.</summary>
    /// <param name="healthy">The required speed-up, above 0.</param>
    /// <exception cref="FrugalException">It is not above 0.</exception>
    public static SpeedGate Asking(double healthy) => new(healthy, healthy / 2);

    /// <summary>The minimum ratio to pass: the geometric mean of <see cref="Healthy"/> and <see cref="Faulty"/>.</summary>
    public double Ratio => Math.Sqrt(Healthy * Faulty);

    /// <summary>Passed or failed if the interval of the median of <paramref name="ratios"/> (reference's time / subject's, one per round) lies entirely
    /// on one side of the gate; otherwise, or if there are too few rounds for this confidence, inconclusive.</summary>
    public Verdict Decide(IReadOnlyCollection<double> ratios) => Side(ratios, Ratio);

    /// <summary>Passed, failed or inconclusive: on which side of <paramref name="gate"/> the interval of the median lies.</summary>
    internal static Verdict Side(IReadOnlyCollection<double> ratios, double gate)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        if (ratios.Count == 0)
        {
            return Verdict.Inconclusive;
        }

        var interval = MedianInterval.Of(ratios, Confidence);
        return interval.Coverage < Confidence ? Verdict.Inconclusive
            : interval.Low > gate ? Verdict.Passed
            : interval.High < gate ? Verdict.Failed
            : Verdict.Inconclusive;
    }
}
