using Frugal.Data.Dialogues;

namespace Frugal.Data.SupportTweets;

/// <summary>One tweet to the operator, about it, or by it.</summary>
public sealed record SupportTweet
{
    /// <summary>Its number, from 1 in the order of time.</summary>
    public required long Id { get; init; }

    /// <summary>When it was sent, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The author's handle, without <c>@</c>.</summary>
    public required string Author { get; init; }

    /// <summary>Its language.</summary>
    public required ChatLanguage Language { get; init; }

    /// <summary>The raw text: mentions, hashtags, emoji, addresses, abbreviations, typing errors, now and then a line break.</summary>
    public required string Text { get; init; }

    /// <summary>The tweet that it answers; null if none.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>The tweet that it repeats; null if none.</summary>
    public long? CopyOf { get; init; }

    /// <summary>How it repeats <see cref="CopyOf"/>.</summary>
    public TweetCopy Copy { get; init; }

    /// <summary>The right values of the five figures.</summary>
    public required TweetKpis Kpis { get; init; }
}
