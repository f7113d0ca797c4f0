using Frugal.Data.SupportTweets;

namespace Frugal.Texts;

/// <summary>What <see cref="KpiRules"/> finds in a tweet.</summary>
/// <param name="IsClaim">Whether the author reports a fault or complains about a service.</param>
/// <param name="Urgency">How soon to act.</param>
/// <param name="Topics">What it is about.</param>
/// <param name="Incident">What is broken.</param>
public readonly record struct TweetFindings(bool IsClaim, TweetUrgency Urgency, TweetTopics Topics, TweetIncident Incident);
