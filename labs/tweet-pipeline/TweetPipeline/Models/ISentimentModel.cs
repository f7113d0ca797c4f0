using Frugal.Data.SupportTweets;

namespace TweetPipeline.Models;

/// <summary>A sentiment, and the probability that the model gives it.</summary>
public readonly record struct Mood(TweetSentiment Sentiment, float Probability);

/// <summary>A model that reads the sentiment of texts. Safe for concurrent use.</summary>
public interface ISentimentModel : IDisposable
{
    /// <summary>The tokens of a cleaned text, at least one.</summary>
    int[] Encode(string text);

    /// <summary>The moods of a batch, in its order; shorter texts are padded.</summary>
    IReadOnlyList<Mood> Run(IReadOnlyList<int[]> batch);
}
