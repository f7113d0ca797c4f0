using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>How a subject is timed against a reference.</summary>
public sealed record FairTimingOptions
{
    /// <summary>The rounds of the first measurement; each further one takes as many as were measured so far. 12 to 1,000:
    /// with fewer no decision is sure enough.</summary>
    public int FirstRounds { get; init => field = InRange(value, 12, 1_000, nameof(FirstRounds)); } = 15;

    /// <summary>The most rounds in all; what is inconclusive by then stays so. 12 to 10,000.</summary>
    public int MostRounds { get; init => field = InRange(value, 12, 10_000, nameof(MostRounds)); } = 240;

    /// <summary>How long each side of a round runs. Calls into a student's process last as long too, so that the way there and back costs little beside it.</summary>
    public TimeSpan RoundTime { get; init => field = value > TimeSpan.Zero
        ? value : throw new FrugalException($"{nameof(RoundTime)} is {value}. Give a duration above zero."); } = TimeSpan.FromMilliseconds(8);

    /// <summary>Seeds the order of the sides within the rounds.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The same for <see cref="InterleavedTimer"/>, for one measurement of some rounds.</summary>
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
