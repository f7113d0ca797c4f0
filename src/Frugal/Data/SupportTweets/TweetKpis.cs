namespace Frugal.Data.SupportTweets;

/// <summary>The five figures that the operator's dashboard counts.</summary>
/// <param name="Sentiment">The mood.</param>
/// <param name="IsClaim">Whether the author reports a fault or complains about a service that he or she uses, and expects something to be done.</param>
/// <param name="Urgency">How soon to act.</param>
/// <param name="Topics">What it is about.</param>
/// <param name="Incident">What is broken.</param>
public readonly record struct TweetKpis(TweetSentiment Sentiment, bool IsClaim, TweetUrgency Urgency, TweetTopics Topics, TweetIncident Incident);
