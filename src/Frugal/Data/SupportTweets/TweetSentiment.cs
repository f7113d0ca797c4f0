namespace Frugal.Data.SupportTweets;

/// <summary>The mood of a tweet.</summary>
public enum TweetSentiment
{
    /// <summary>Complaint, anger, irony.</summary>
    Negative,

    /// <summary>A question, a piece of news, a polite report of a fault.</summary>
    Neutral,

    /// <summary>Praise, thanks, relief.</summary>
    Positive,
}
