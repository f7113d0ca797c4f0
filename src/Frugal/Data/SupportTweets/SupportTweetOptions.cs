namespace Frugal.Data.SupportTweets;

/// <summary>What a <see cref="SupportTweetDataset"/> generates.</summary>
public sealed record SupportTweetOptions
{
    /// <summary>Random seed; another seed gives other tweets.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Number of tweets, 1 to 10,000,000; by default 2,634.</summary>
    public int Count { get; init => field = (int)Within(value, 1, 10_000_000, nameof(Count)); } = 2634;

    /// <summary>Whether sentences come from the phrasings that are held out, which no other data set of tweets contains: for evaluation.</summary>
    public bool HeldOut { get; init; }

    /// <summary>Share of the tweets that are written carelessly, 0 to 1: abbreviations, typing errors, accents or capitals missing, letters repeated.</summary>
    public double Noise { get; init => field = Within(value, 0, 1, nameof(Noise)); } = 0.6;

    /// <summary>Share of the tweets that repeat an earlier one, 0 to 0.4: exactly, as a retweet, or with small changes.</summary>
    public double Copies { get; init => field = Within(value, 0, 0.4, nameof(Copies)); } = 0.12;

    /// <summary>Share of the tweets that answer an earlier one, 0 to 0.4.</summary>
    public double Replies { get; init => field = Within(value, 0, 0.4, nameof(Replies)); } = 0.12;

    /// <summary>Share of the tweets in French, 0 to 1; the others are in English. Replies and copies have the language of the earlier tweet.</summary>
    public double French { get; init => field = Within(value, 0, 1, nameof(French)); } = 0.6;

    /// <summary>Time before the first tweet.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Mean time between two tweets, in seconds, 0.001 to 3,600; by default 240.</summary>
    public double Gap { get; init => field = Within(value, 0.001, 3600, nameof(Gap)); } = 240;

    private static double Within(double value, double low, double high, string name)
    {
        Guard.Range("Support tweets", name, value, value >= low && value <= high, FormattableString.Invariant($"{low} to {high}"));
        return value;
    }
}
