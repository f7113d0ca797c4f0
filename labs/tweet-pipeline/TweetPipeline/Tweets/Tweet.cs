namespace TweetPipeline.Tweets;

/// <summary>One tweet of the input.</summary>
/// <param name="Line">The line of the file that it begins on, from 1.</param>
/// <param name="Id">Its number, as the file has it.</param>
/// <param name="Text">The raw text, without control characters.</param>
public sealed record Tweet(long Line, string Id, string Text)
{
    /// <summary>When it was sent, as the file has it; empty if unknown.</summary>
    public string CreatedAt { get; init; } = "";

    /// <summary>Its author; empty if unknown.</summary>
    public string Author { get; init; } = "";

    /// <summary>Its language; empty if unknown.</summary>
    public string Language { get; init; } = "";
}
