using Frugal.Data.SupportTweets;
using Frugal.Texts;

namespace TweetPipeline.Rules;

/// <summary>Counts the occurrences of the vocabulary's terms of each group in a text.</summary>
public delegate void CountTerms(ReadOnlySpan<char> words, Span<int> counts);

/// <summary>Derives claim, urgency, topics and incident from the terms of a cleaned tweet. Safe for concurrent use.</summary>
/// <param name="count">Counts terms.</param>
public sealed class TweetRules(CountTerms count)
{
    private static readonly int Down = Vocabulary.Group("down"), Slow = Vocabulary.Group("slow"), Equipment = Vocabulary.Group("equipment"), Amount = Vocabulary.Group("amount"), Fraud = Vocabulary.Group("fraud"),
        TroubleWords = Vocabulary.Group("trouble"), NoTrouble = Vocabulary.Group("noTrouble"), Complaint = Vocabulary.Group("complaint"), Solved = Vocabulary.Group("solved"), NotSolved = Vocabulary.Group("notSolved"),
        Urgent = Vocabulary.Group("urgent"), Critical = Vocabulary.Group("critical"), NotCritical = Vocabulary.Group("notCritical"), Asks = Vocabulary.Group("asks");

    private const TweetTopics Services = TweetTopics.Network | TweetTopics.Mobile | TweetTopics.Internet | TweetTopics.Tv | TweetTopics.Phone;

    /// <summary>What the rules find.</summary>
    public TweetFindings Find(ReadOnlySpan<char> clean)
    {
        var longest = (3 * clean.Length) + 3;
        Span<char> room = longest <= 3000 ? stackalloc char[longest] : new char[longest];
        Span<int> counts = stackalloc int[Vocabulary.Groups];
        counts.Clear();
        count(PlainWords.Of(clean, room), counts);
        var topics = TweetTopics.None;
        for (var bit = 0; bit < 10; bit++)
        {
            topics |= counts[bit] > 0 ? (TweetTopics)(1 << bit) : TweetTopics.None;
        }

        var claim = IsClaim(counts);
        var incident = claim ? Incident(counts, topics) : TweetIncident.None;
        return new(claim, Urgency(counts, claim, incident), topics, incident);
    }

    private static bool IsClaim(ReadOnlySpan<int> counts)
    {
        var (trouble, solved) = (counts[Down] + counts[Slow] + counts[Equipment] + counts[Amount] + counts[Fraud] + counts[Complaint] + counts[TroubleWords] - counts[NoTrouble], counts[Solved] - counts[NotSolved]);
        return counts[Complaint] + counts[Fraud] + counts[Equipment] > 0
            ? solved <= trouble
            : trouble > solved && (trouble > 1 || counts[Asks] == 0);
    }

    private static TweetIncident Incident(ReadOnlySpan<int> counts, TweetTopics topics)
    {
        var service = (topics & Services) != 0;
        return counts[Fraud] > 0 ? TweetIncident.Fraud
            : counts[Amount] > 0 && topics.HasFlag(TweetTopics.Billing) ? TweetIncident.Billing
            : counts[Equipment] > 0 && service ? TweetIncident.Equipment
            : counts[Slow] > 0 && service ? TweetIncident.Slowdown
            : counts[Down] > 0 && service ? TweetIncident.Outage
            : TweetIncident.None;
    }

    private static TweetUrgency Urgency(ReadOnlySpan<int> counts, bool claim, TweetIncident incident) =>
        !claim ? TweetUrgency.Low
        : counts[Critical] - counts[NotCritical] > 0 || incident == TweetIncident.Fraud ? TweetUrgency.Critical
        : counts[Urgent] > 0 ? TweetUrgency.High
        : incident == TweetIncident.Slowdown ? TweetUrgency.Low : TweetUrgency.Medium;
}
