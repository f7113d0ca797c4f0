using Frugal.Data.SupportTweets;

namespace TweetPipeline.Tweets;

/// <summary>The six key figures of a tweet. None is ever missing.</summary>
/// <param name="Sentiment">The mood.</param>
/// <param name="IsClaim">Whether the author reports a fault or complains.</param>
/// <param name="Urgency">How soon to act.</param>
/// <param name="Topics">What it is about.</param>
/// <param name="Incident">What is broken.</param>
/// <param name="Confidence">How far to trust the other five, 0 to 1.</param>
public readonly record struct Kpis(TweetSentiment Sentiment, bool IsClaim, TweetUrgency Urgency, TweetTopics Topics, TweetIncident Incident, float Confidence);
