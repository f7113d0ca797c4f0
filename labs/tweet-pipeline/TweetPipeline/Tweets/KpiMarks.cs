namespace TweetPipeline.Tweets;

/// <summary>Which figures of a tweet are fallbacks, because what should have given them failed.</summary>
[Flags]
public enum KpiMarks : byte
{
    /// <summary>No figure.</summary>
    None = 0,

    /// <summary>The sentiment was derived from the rules, not from the model.</summary>
    Sentiment = 1,

    /// <summary>The claim is a default.</summary>
    Claim = 2,

    /// <summary>The urgency was derived from the claim.</summary>
    Urgency = 4,

    /// <summary>The topics are none.</summary>
    Topics = 8,

    /// <summary>The incident is none.</summary>
    Incident = 16,

    /// <summary>The confidence was not a number between 0 and 1.</summary>
    Confidence = 32,

    /// <summary>The language model was asked and gave no usable answer.</summary>
    LanguageModel = 64,
}
