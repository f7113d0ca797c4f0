using System.Text;

namespace Frugal.Data.SupportTweets;

/// <summary>The question that makes a small language model label a tweet, and the right answer. A model is trained on the same words that it is asked.</summary>
public static class TweetLabels
{
    /// <summary>The question, as the system's message; the cleaned tweet follows as the user's.</summary>
    public const string Question = "Label as JSON: sentiment, is_claim, urgency, topics, incident.";

    /// <summary>How many characters of a tweet are shown.</summary>
    public const int Longest = 180;

    /// <summary>The beginning of a tweet, at most <see cref="Longest"/> characters; a character of two code units is not split.</summary>
    public static string Cut(string tweet)
    {
        ArgumentNullException.ThrowIfNull(tweet);
        return tweet.Length <= Longest ? tweet : tweet[..(char.IsHighSurrogate(tweet[Longest - 1]) ? Longest - 1 : Longest)];
    }

    /// <summary>The right answer: one JSON object without spaces, the names as in the data set's files.</summary>
    public static string Json(in TweetKpis kpis) => new StringBuilder("{\"sentiment\":\"").Append(Lower(kpis.Sentiment))
        .Append("\",\"is_claim\":").Append(kpis.IsClaim ? "true" : "false")
        .Append(",\"urgency\":\"").Append(Lower(kpis.Urgency))
        .Append("\",\"topics\":[").AppendJoin(',', TweetTopicNames.Of(kpis.Topics).Select(name => $"\"{name}\""))
        .Append("],\"incident\":\"").Append(Lower(kpis.Incident)).Append("\"}").ToString();

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
