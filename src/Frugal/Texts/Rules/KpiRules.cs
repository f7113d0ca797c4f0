using Frugal.Data;
using Frugal.Data.Dialogues;
using Frugal.Data.SupportTweets;

namespace Frugal.Texts;

/// <summary>
/// Finds claims, urgency, topics and incidents in cleaned tweets by a vocabulary of French and English words (<c>vocabulary.json</c>), without a model: the
/// baseline that a model has to beat. One pass over the text, no allocation; case and accents do not count. Safe for concurrent use.
/// </summary>
public sealed class KpiRules
{
    private static readonly Lazy<TermMatcher> Vocabulary = new(() => new(
        EmbeddedJson.Read<Dictionary<string, InLanguages<string[]>>>("rules/vocabulary.json")
            .SelectMany(group => group.Value.English.Union(group.Value.French).Select(term => (term, Weight(group.Key))))));

    private readonly TermMatcher matcher = Vocabulary.Value;

    /// <summary>Applies the rules to a tweet that <see cref="TweetCleaner"/> has cleaned, in either language.</summary>
    public TweetFindings Find(ReadOnlySpan<char> tweet)
    {
        var found = matcher.Sum(tweet);
        var topics = (TweetTopics)(found.Signs & KpiSigns.Topics);
        var claim = IsClaim(found);
        var incident = claim ? Incident(found.Signs, topics) : TweetIncident.None;
        return new(claim, Urgency(found, claim, incident), topics, incident);
    }

    private static bool IsClaim(TermMatcher.Weight found)
    {
        if ((found.Signs & (KpiSigns.Complaint | KpiSigns.Fraud | KpiSigns.Equipment)) != 0)
        {
            return found.Solved <= found.Trouble;
        }

        return found.Trouble > found.Solved && (found.Trouble > 1 || (found.Signs & KpiSigns.Asks) == 0);
    }

    private static TweetIncident Incident(KpiSigns signs, TweetTopics topics)
    {
        var service = (topics & (TweetTopics.Network | TweetTopics.Mobile | TweetTopics.Internet | TweetTopics.Tv | TweetTopics.Phone)) != 0;
        return signs switch
        {
            _ when signs.HasFlag(KpiSigns.Fraud) => TweetIncident.Fraud,
            _ when signs.HasFlag(KpiSigns.Amount) && topics.HasFlag(TweetTopics.Billing) => TweetIncident.Billing,
            _ when signs.HasFlag(KpiSigns.Equipment) && service => TweetIncident.Equipment,
            _ when signs.HasFlag(KpiSigns.Slow) && service => TweetIncident.Slowdown,
            _ when signs.HasFlag(KpiSigns.Down) && service => TweetIncident.Outage,
            _ => TweetIncident.None,
        };
    }

    private static TweetUrgency Urgency(TermMatcher.Weight found, bool claim, TweetIncident incident)
    {
        if (!claim)
        {
            return TweetUrgency.Low;
        }

        if (found.Critical > 0 || incident == TweetIncident.Fraud)
        {
            return TweetUrgency.Critical;
        }

        return found.Signs.HasFlag(KpiSigns.Urgent) ? TweetUrgency.High
            : incident == TweetIncident.Slowdown ? TweetUrgency.Low : TweetUrgency.Medium;
    }

    private static TermMatcher.Weight Weight(string group) => group switch
    {
        "down" => new(KpiSigns.Down, Trouble: 1),
        "slow" => new(KpiSigns.Slow, Trouble: 1),
        "equipment" => new(KpiSigns.Equipment, Trouble: 1),
        "amount" => new(KpiSigns.Amount, Trouble: 1),
        "fraud" => new(KpiSigns.Fraud, Trouble: 1),
        "complaint" => new(KpiSigns.Complaint, Trouble: 1),
        "trouble" => new(KpiSigns.None, Trouble: 1),
        "noTrouble" => new(KpiSigns.None, Trouble: -1),
        "solved" => new(KpiSigns.None, Solved: 1),
        "notSolved" => new(KpiSigns.None, Solved: -1),
        "urgent" => new(KpiSigns.Urgent),
        "critical" => new(KpiSigns.None, Critical: 1),
        "notCritical" => new(KpiSigns.None, Critical: -1),
        "asks" => new(KpiSigns.Asks),
        _ => new((KpiSigns)(int)TweetTopicNames.Parse(group)),
    };
}
