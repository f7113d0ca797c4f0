using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>Options for timing a subject against a reference.</summary>
public sealed record FairTimingOptions
{
    /// <summary>Rounds of the first measurement; each further one repeats as many as were measured so far. 12 to 1,000:
    /// fewer rounds cannot give a reliable decision. Default 15.</summary>
    public int FirstRounds { get; init => field = InRange(value, 12, 1_000, nameof(FirstRounds)); } = 15;

    /// <summary>Maximum number of rounds; a result that is inconclusive by then stays inconclusive. 12 to 10,000; default 240.</summary>
    public int MostRounds { get; init => field = InRange(value, 12, 10_000, nameof(MostRounds)); } = 240;

    /// <summary>How long each side of a round runs. Calls into a student's process last as long too, so that the round trip costs little in comparison. Above 0; default 8 ms.</summary>
    public TimeSpan RoundTime { get; init => field = value > TimeSpan.Zero
        ? value : throw new FrugalException($"{nameof(RoundTime)} is {value}. Give a duration above zero."); } = TimeSpan.FromMilliseconds(8);

    /// <summary>Seed for the order of the sides within a round. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The equivalent options of <see cref="InterleavedTimer"/> for one measurement.</summary>
    internal TimingOptions For(int rounds, int measurement) => new()
    {
        Rounds = rounds,
        RoundTime = RoundTime,
        WarmUpWindow = RoundTime,
        CallsPerRound = 3,
        Seed = unchecked(Seed + measurement),
    };

    private static int InRange(int value, int low, int high, string name) => value >= low && value <= high
        ? value
        : throw new FrugalException($"{name} is {value}. Allowed: {low} to {high}.");
}
