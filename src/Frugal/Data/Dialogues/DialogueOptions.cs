namespace Frugal.Data.Dialogues;

/// <summary>What a <see cref="DialogueDataset"/> generates.</summary>
public sealed record DialogueOptions
{
    /// <summary>Random seed; another seed gives other dialogues.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Number of dialogues, 1 to 1,000,000.</summary>
    public int Count { get; init => field = (int)Within(value, 1, 1_000_000, nameof(Count)); } = 20_000;

    /// <summary>Share of the user's turns that are written carelessly, 0 to 1: accents, capitals or punctuation missing, a typing error, a greeting.</summary>
    public double Noise { get; init => field = Within(value, 0, 1, nameof(Noise)); } = 0.5;

    /// <summary>Share of the questions outside the three domains, which the assistant refuses, 0 to 0.5.</summary>
    public double Refusals { get; init => field = Within(value, 0, 0.5, nameof(Refusals)); } = 0.08;

    private static double Within(double value, double low, double high, string name)
    {
        Guard.Range("Dialogues", name, value, value >= low && value <= high, FormattableString.Invariant($"{low} to {high}"));
        return value;
    }
}
