using TweetPipeline.Tweets;

namespace TweetPipeline.Writing;

/// <summary>A finished row.</summary>
/// <param name="Tweet">The tweet.</param>
/// <param name="Answer">Its figures.</param>
/// <param name="DuplicateOf">The id of the earlier tweet that it repeats; empty if none.</param>
public readonly record struct TweetResult(Tweet Tweet, TweetAnswer Answer, string DuplicateOf)
{
    /// <summary>The columns of the files.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["id", "created_at", "author", "language", "text", "sentiment", "is_claim", "urgency", "topics", "incident", "confidence", "source", "fallbacks", "duplicate_of"];
}
