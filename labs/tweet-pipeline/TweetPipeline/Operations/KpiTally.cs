using System.Numerics;
using Frugal.Data.SupportTweets;
using TweetPipeline.Tweets;

namespace TweetPipeline.Operations;

/// <summary>Counts the rows per value of a figure. Not safe for concurrent counting.</summary>
public sealed class KpiTally
{
    private readonly long[] sentiments = new long[KpiNames.Sentiments.Length], claims = new long[2], urgencies = new long[KpiNames.Urgencies.Length];
    private readonly long[] incidents = new long[KpiNames.Incidents.Length], topics = new long[TweetTopicNames.All.Count];

    /// <summary>Counts a row.</summary>
    public void Count(in Kpis kpis)
    {
        sentiments[(int)kpis.Sentiment]++;
        claims[kpis.IsClaim ? 1 : 0]++;
        urgencies[(int)kpis.Urgency]++;
        incidents[(int)kpis.Incident]++;
        for (var left = (uint)kpis.Topics; left != 0; left &= left - 1)
        {
            topics[BitOperations.TrailingZeroCount(left)]++;
        }
    }

    /// <summary>The rows per value, such as <c>sentiment/negative</c>, sorted by name; values without rows are left out.</summary>
    public Dictionary<string, long> ToDictionary()
    {
        var rows = new Dictionary<string, long>();
        Add("incident", incidents, KpiNames.Incidents);
        Add("is_claim", claims, ["false", "true"]);
        Add("sentiment", sentiments, KpiNames.Sentiments);
        Add("topics", topics, [.. TweetTopicNames.All]);
        Add("urgency", urgencies, KpiNames.Urgencies);
        return rows;

        void Add(string figure, long[] counts, string[] names)
        {
            foreach (var name in names.Order(StringComparer.Ordinal))
            {
                if (counts[Array.IndexOf(names, name)] is > 0 and var count)
                {
                    rows.Add($"{figure}/{name}", count);
                }
            }
        }
    }
}
