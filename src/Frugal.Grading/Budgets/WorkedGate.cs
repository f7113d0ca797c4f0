using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Tells a fast enough solution from a too slow one by the grader's own worked answer, timed in the same rounds on the same machine. Nothing in it is a
/// figure of one processor: the gate follows from what the worked answer gains here.
/// </summary>
/// <remarks>
/// Let s be the worked answer's speed-up over the reference. A healthy solution takes the worked answer's time. A faulty one leaves a share u of the
/// work as it was and takes u + (1 - u) / s of the reference's time (Amdahl's law), so its share of the worked answer's speed is 1 / (u s + 1 - u).
/// Passing ends midway between the two on the scale of ratios, at the square root. For u = 1/2: 0.85 of the worked answer's speed where s is 1.74
/// (int8 on AVX2), 0.72 where s is 2.9 (with VNNI).
/// </remarks>
/// <param name="Undone">u: the share of the reference's time that a faulty solution still spends unimproved. Above 0, up to 1.</param>
internal sealed record WorkedGate(double Undone)
{
    /// <summary>The least speed-up of the worked answer for which a speed-up is asked. Below it, whole and half of the work are less than 7% apart.</summary>
    public const double LeastGain = 1.3;

    /// <summary>Where no speed-up is asked, too slow is what takes twice the worked answer's time.</summary>
    private static readonly SpeedGate Waived = SpeedGate.Asking(1);

    /// <summary>u.</summary>
    public double Undone { get; } = Undone is > 0 and <= 1
        ? Undone
        : throw new FrugalException($"Undone is {Undone}. Allowed: numbers above 0 up to 1, the share of the work that a too slow solution leaves as it was.");

    /// <summary>The least share of the worked answer's speed, where that answer is <paramref name="gain"/> times as fast as the reference.</summary>
    public double Share(double gain) => Gate(gain).Ratio;

    /// <summary>The verdict, the least speed-up over the reference, and whether it was only held against half of the worked answer's speed.</summary>
    /// <remarks>What passes the strict gate passes the waived one, and what fails the waived one fails the strict one: only between the two does it
    /// matter whether the worked answer gains enough, and then that has to be as sure as any verdict.</remarks>
    public (Verdict Verdict, double Least, bool Waived) Judge(IReadOnlyList<TimedRound> rounds)
    {
        double[] shares = [.. rounds.Select(round => round.Worked!.Value / round.Subject)];
        double[] gains = [.. rounds.Select(round => round.Reference / round.Worked!.Value)];
        var gain = Quantile.Median(gains);
        var strict = Gate(gain);
        var (hard, soft) = (strict.Decide(shares), Waived.Decide(shares));
        return SpeedGate.Side(gains, LeastGain) switch
        {
            Verdict.Failed => (soft, Waived.Ratio * gain, true),
            var enough => (hard == Verdict.Passed ? hard : soft == Verdict.Failed ? soft : enough == Verdict.Passed ? hard : Verdict.Inconclusive, strict.Ratio * gain, false),
        };
    }

    private SpeedGate Gate(double gain) => new(1, 1 / (Undone * Math.Max(gain, LeastGain) + 1 - Undone));
}
