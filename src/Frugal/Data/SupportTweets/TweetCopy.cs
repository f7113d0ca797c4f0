namespace Frugal.Data.SupportTweets;

/// <summary>How a tweet repeats an earlier one.</summary>
public enum TweetCopy
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Character by character.</summary>
    Exact,

    /// <summary>After <c>RT @author:</c>.</summary>
    Retweet,

    /// <summary>With small changes.</summary>
    Near,
}
