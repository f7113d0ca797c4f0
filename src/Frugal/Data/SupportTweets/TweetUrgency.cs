namespace Frugal.Data.SupportTweets;

/// <summary>How soon the operator should act.</summary>
public enum TweetUrgency
{
    /// <summary>Questions, praise, talk, small annoyances.</summary>
    Low,

    /// <summary>A claim of the ordinary kind.</summary>
    Medium,

    /// <summary>Work, an exam or a date is at stake, or a line or its owner is exposed.</summary>
    High,

    /// <summary>Health or safety is at stake, or a fraud is going on.</summary>
    Critical,
}
