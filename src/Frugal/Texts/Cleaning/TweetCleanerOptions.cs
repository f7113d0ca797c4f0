namespace Frugal.Texts;

/// <summary>What <see cref="TweetCleaner"/> keeps.</summary>
public sealed record TweetCleanerOptions
{
    /// <summary>Addresses that begin with <c>http://</c>, <c>https://</c>, <c>www.</c>, <c>t.co/</c> or <c>pic.twitter.com/</c>; removed by default.</summary>
    public TweetPart Urls { get; init; }

    /// <summary>Mentions, <c>@name</c>; removed by default. The <c>RT @name:</c> at the beginning of a retweet is removed with either of the first two choices.</summary>
    public TweetPart Mentions { get; init; }

    /// <summary>Whether emoji stay, each between spaces and without variation selectors. True by default.</summary>
    public bool KeepEmoji { get; init; } = true;
}
