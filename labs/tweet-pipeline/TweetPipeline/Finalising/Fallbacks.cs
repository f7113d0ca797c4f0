using TweetPipeline.Tweets;

namespace TweetPipeline.Finalising;

/// <summary>Completes answers: no figure is ever missing, and a figure that is a fallback says so.</summary>
public static class Fallbacks
{
    /// <summary>
    /// The six figures, from the best source that has each: the language model, then the sentiment model or the rules, then a fallback with its mark, in this order:
    /// <list type="bullet">
    /// <item>sentiment: negative if the rules found a claim, otherwise neutral;</item>
    /// <item>claim: whether the sentiment is negative;</item>
    /// <item>urgency: medium for a claim, otherwise low;</item>
    /// <item>topics and incident: none;</item>
    /// <item>confidence: the probability of the sentiment model; 0.5 with its mark if there is none or it is not a number from 0 to 1. If both models gave a sentiment, it rises to (1 + p) / 2 where they agree and
    /// falls to p / 2 where they do not. One or more fallbacks among the other five figures halve it, once.</item>
    /// </list>
    /// A language model that was asked and said nothing usable gets the mark <see cref="KpiMarks.LanguageModel"/>, which changes no figure. The source is the language model if any figure is its own; otherwise the
    /// rules if the sentiment is a fallback; otherwise the model.
    /// </summary>
    public static TweetAnswer Complete(PartialAnswer partial)
    {
        throw new NotImplementedException("Task 7 - complete the answer. Hint: a local function that sets a mark and gives the fallback, behind ?? each time.");
    }
}
