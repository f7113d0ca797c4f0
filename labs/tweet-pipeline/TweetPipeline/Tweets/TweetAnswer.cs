namespace TweetPipeline.Tweets;

/// <summary>What gave the figures of a tweet.</summary>
public enum AnswerSource
{
    /// <summary>The sentiment model and the rules.</summary>
    Model,

    /// <summary>The language model, at least in part.</summary>
    LanguageModel,

    /// <summary>The rules alone: the sentiment model failed.</summary>
    Rules,
}

/// <summary>The figures of a tweet, what gave them, and which are fallbacks.</summary>
/// <param name="Kpis">The six figures.</param>
/// <param name="Source">What gave them.</param>
/// <param name="Fallbacks">Which of them are fallbacks.</param>
public readonly record struct TweetAnswer(Kpis Kpis, AnswerSource Source, KpiMarks Fallbacks);
