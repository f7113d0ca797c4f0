namespace TweetPipeline.Tweets;

/// <summary>What the pipeline takes; whatever exceeds it is set aside and counted.</summary>
public static class Limits
{
    /// <summary>Bytes of a row.</summary>
    public const int RowBytes = 1_000_000;

    /// <summary>Characters of a tweet. The networks allow fewer; addresses and mentions count in the raw text.</summary>
    public const int TextCharacters = 10_000;

    /// <summary>Characters of an id.</summary>
    public const int IdCharacters = 64;

    /// <summary>Characters of a rejected row that are kept.</summary>
    public const int RejectStart = 120;
}
