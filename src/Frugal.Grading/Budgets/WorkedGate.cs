using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Decides whether a solution is fast enough by comparison with the grader's worked answer, timed in the same rounds on the same machine. The gate
/// contains no figure of a particular processor: it follows from the worked answer's gain on this machine.
/// </summary>
/// <remarks>
/// Let s be the worked answer's speed-up over the reference. A healthy solution takes the worked answer's time. A faulty one leaves a share u of the
/// work unimproved and takes u + (1 - u) / s of the reference's time (Amdahl's law), so its share of the worked answer's speed is 1 / (u s + 1 - u).
/// The gate is the geometric mean of the two, the square root of that share. For u = 1/2: 0.85 of the worked answer's speed if s is 1.74
/// (int8 on AVX2), 0.72 if s is 2.9 (with VNNI).
/// </remarks>
/// <param name="Undone">u: the share of the reference's time that a faulty solution leaves unimproved. Above 0, up to 1.</param>
internal sealed record WorkedGate(double Undone)
{
    /// <summary>The minimum speed-up of the worked answer for requiring a speed-up. Below it, all and half of the work differ by less than 7%.</summary>
    public const double LeastGain = 1.3;

    /// <summary>If no speed-up is required, a solution is too slow if it takes twice the worked answer's time.</summary>
    private static readonly SpeedGate Waived = SpeedGate.Asking(1);

    /// <summary>u.</summary>
    public double Undone { get; } = Undone is > 0 and <= 1
        ? Undone
        : throw new FrugalException($"Undone is {Undone}. Allowed: numbers above 0 up to 1, the share of the work that a too slow solution leaves as it was.");

    /// <summary>The required share of the worked answer's speed, if that answer is <paramref name="gain"/> times as fast as the reference.</summary>
    public double Share(double gain) => Gate(gain).Ratio;

    /// <summary>The verdict, the required speed-up over the reference, and whether only half of the worked answer's speed was required.</summary>
    /// <remarks>A solution that passes the strict gate also passes the waived one, and one that fails the waived gate also fails the strict one. Only in
    /// between does it matter whether the worked answer gains enough, and then that must be as certain as any verdict.</remarks>
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
