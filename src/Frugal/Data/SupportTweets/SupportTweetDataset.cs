namespace Frugal.Data.SupportTweets;

/// <summary>
/// Tweets to Ondelys, an invented telephone operator, in French and English, generated from a seed with the right values of five figures. Tweet i is the same
/// on every machine and does not depend on the number of tweets. In some stretches an outage makes many authors write about the same thing.
/// </summary>
public sealed class SupportTweetDataset
{
    /// <summary>Creates the data set.</summary>
    public SupportTweetDataset(SupportTweetOptions? options = null) => Options = options ?? new();

    /// <summary>What is generated.</summary>
    public SupportTweetOptions Options { get; }

    /// <summary>Number of tweets.</summary>
    public int Count => Options.Count;

    /// <summary>Where the tweets come from, for display.</summary>
    public DataSource Source => new(DataOrigin.Generated, $"seed {Options.Seed}");

    /// <summary>Generates one tweet.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1; its <see cref="SupportTweet.Id"/> is one more.</param>
    public SupportTweet this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new SupportTweetWriter(Options).Write(index);
        }
    }

    /// <summary>Generates all tweets one after another, in the order of time, without keeping them.</summary>
    public IEnumerable<SupportTweet> All()
    {
        var writer = new SupportTweetWriter(Options);
        for (var index = 0; index < Count; index++)
        {
            yield return writer.Write(index);
        }
    }
}
