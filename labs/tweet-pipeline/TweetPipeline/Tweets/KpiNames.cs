using Frugal.Data.SupportTweets;

namespace TweetPipeline.Tweets;

/// <summary>The values of the figures as files spell them: lower case, several topics or marks separated by <c>|</c>.</summary>
public static class KpiNames
{
    internal static readonly string[] Sentiments = Lower<TweetSentiment>(), Urgencies = Lower<TweetUrgency>(), Incidents = Lower<TweetIncident>();
    private static readonly string[] Sources = ["model", "language_model", "rules"];
    private static readonly string[] Marks = ["sentiment", "is_claim", "urgency", "topics", "incident", "confidence", "language_model"];
    private static readonly string[] TopicSets = [.. Enumerable.Range(0, 1024).Select(topics => string.Join('|', TweetTopicNames.Of((TweetTopics)topics)))];

    public static string Of(TweetSentiment sentiment) => Sentiments[(int)sentiment];

    public static string Of(TweetUrgency urgency) => Urgencies[(int)urgency];

    public static string Of(TweetIncident incident) => Incidents[(int)incident];

    public static string Of(TweetTopics topics) => TopicSets[(int)topics];

    public static string Of(AnswerSource source) => Sources[(int)source];

    public static string Of(KpiMarks marks) => marks == 0 ? "" : string.Join('|', Marks.Where((_, bit) => ((int)marks >> bit & 1) != 0));

    /// <summary>The sentiment of that name, whatever its case; null if there is none.</summary>
    public static TweetSentiment? Sentiment(string? name) => Index(Sentiments, name) is var i and >= 0 ? (TweetSentiment)i : null;

    /// <summary>The urgency of that name; null if there is none.</summary>
    public static TweetUrgency? Urgency(string? name) => Index(Urgencies, name) is var i and >= 0 ? (TweetUrgency)i : null;

    /// <summary>The incident of that name; null if there is none.</summary>
    public static TweetIncident? Incident(string? name) => Index(Incidents, name) is var i and >= 0 ? (TweetIncident)i : null;

    /// <summary>The topics of these names; null if one of them is unknown.</summary>
    public static TweetTopics? Topics(IEnumerable<string> names)
    {
        var topics = TweetTopics.None;
        foreach (var name in names)
        {
            var bit = -1;
            for (var i = 0; i < TweetTopicNames.All.Count && bit < 0; i++)
            {
                bit = TweetTopicNames.All[i].Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) ? i : -1;
            }

            if (bit < 0)
            {
                return null;
            }

            topics |= (TweetTopics)(1 << bit);
        }

        return topics;
    }

    /// <summary>The source of that name; null if there is none.</summary>
    public static AnswerSource? Source(string name) => Index(Sources, name) is var i and >= 0 ? (AnswerSource)i : null;

    /// <summary>The marks of a cell.</summary>
    public static KpiMarks MarksOf(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries).Aggregate(KpiMarks.None, (marks, name) => marks | (KpiMarks)(Index(Marks, name) is var i and >= 0 ? 1 << i : 0));

    private static int Index(string[] names, string? name) => Array.FindIndex(names, known => known.Equals(name?.Trim(), StringComparison.OrdinalIgnoreCase));

    private static string[] Lower<T>() where T : struct, Enum => Array.ConvertAll(Enum.GetNames<T>(), name => name.ToLowerInvariant());
}
