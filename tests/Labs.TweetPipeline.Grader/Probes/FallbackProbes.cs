using Frugal.Data.SupportTweets;
using Frugal.Texts;
using TweetPipeline.Finalising;
using TweetPipeline.Models;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>What the stages found out, as numbers; null where one failed. The rules are claim, urgency, topics, incident; the language model's answer is sentiment, claim, urgency, topics, incident.</summary>
public sealed record PartialData(int? Sentiment, string Probability, int[]? Rules, bool WasAsked, int?[]? Said);

/// <summary>The figures as numbers, the source, the marks.</summary>
public sealed record CompleteData(int Sentiment, bool IsClaim, int Urgency, int Topics, int Incident, double Confidence, string Source, int Marks);

/// <summary>Task 7, in the student's process.</summary>
public static class FallbackProbes
{
    public static CompleteData[] Complete(PartialData[] partials) => [.. partials.Select(Completed)];

    private static CompleteData Completed(PartialData data)
    {
        var mood = data.Sentiment is { } sentiment ? new Mood((TweetSentiment)sentiment, float.Parse(data.Probability, System.Globalization.CultureInfo.InvariantCulture)) : (Mood?)null;
        var rules = data.Rules is [var claim, var urgency, var topics, var incident] ? new TweetFindings(claim != 0, (TweetUrgency)urgency, (TweetTopics)topics, (TweetIncident)incident) : (TweetFindings?)null;
        var said = data.Said is [var mood2, var claim2, var urgency2, var topics2, var incident2]
            ? new LanguageModelAnswer((TweetSentiment?)mood2, claim2 is null ? null : claim2 != 0, (TweetUrgency?)urgency2, (TweetTopics?)topics2, (TweetIncident?)incident2)
            : null;
        var (kpis, source, marks) = Fallbacks.Complete(new(mood, rules, data.WasAsked, said));
        return new((int)kpis.Sentiment, kpis.IsClaim, (int)kpis.Urgency, (int)kpis.Topics, (int)kpis.Incident, float.IsFinite(kpis.Confidence) ? kpis.Confidence : -1000, source.ToString(), (int)marks);
    }
}
