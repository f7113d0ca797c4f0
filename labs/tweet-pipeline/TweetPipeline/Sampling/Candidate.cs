using Frugal.Data.SupportTweets;

namespace TweetPipeline.Sampling;

/// <summary>A tweet that the language model could be asked about.</summary>
/// <param name="Key">A hash of its cleaned text.</param>
/// <param name="IsDuplicate">Whether it repeats an earlier tweet, whose answer it gets.</param>
/// <param name="IsClaim">Whether the rules find a claim.</param>
/// <param name="Urgency">How urgent the rules find it.</param>
/// <param name="Sentiment">What the sentiment model says.</param>
public readonly record struct Candidate(UInt128 Key, bool IsDuplicate, bool IsClaim, TweetUrgency Urgency, TweetSentiment Sentiment);
