namespace Frugal.Texts;

/// <summary>What <see cref="TweetCleaner"/> does with a part of a tweet.</summary>
public enum TweetPart
{
    /// <summary>A space takes its place.</summary>
    Remove,

    /// <summary>A fixed token takes its place, <c>&lt;url&gt;</c> or <c>&lt;user&gt;</c>: that there was one is kept.</summary>
    Replace,

    /// <summary>It stays as it is.</summary>
    Keep,
}
