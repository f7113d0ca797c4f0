using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Tells a fast enough solution from a too slow one by the ratios of single rounds. The gate lies midway, on the scale of ratios, between what a
/// healthy solution reaches and what a faulty one does, so that both have the same room for the machine's noise.
/// </summary>
/// <param name="Healthy">The speed-up that is asked: what a right solution reaches. Above 0.</param>
/// <param name="Faulty">The speed-up that is too slow, below <paramref name="Healthy"/>.</param>
public sealed record SpeedGate(double Healthy, double Faulty)
{
    /// <summary>How sure a decision is, each time that it is tried: a solution that lies on the gate itself is judged by chance in one of a thousand.</summary>
    public const double Confidence = 0.999;

    /// <summary>The speed-up that is asked.</summary>
    public double Healthy { get; } = Healthy is > 0 and < double.PositiveInfinity && Faulty > 0 && Faulty < Healthy
        ? Healthy
        : throw new FrugalException($"A speed-up of {Healthy} with {Faulty} for too slow cannot be gated. Give two numbers above zero, the first the larger.");

    /// <summary>The gate whose faulty side is half the speed-up that is asked.</summary>
    public static SpeedGate Asking(double healthy) => new(healthy, healthy / 2);

    /// <summary>The ratio at which passing ends: the geometric mean of <see cref="Healthy"/> and <see cref="Faulty"/>.</summary>
    public double Ratio => Math.Sqrt(Healthy * Faulty);

    /// <summary>Passed or failed where the interval of the median of <paramref name="ratios"/> (reference's time / subject's, one a round) lies
    /// wholly on one side of the gate; inconclusive where it does not, or where there are too few to be that sure.</summary>
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
