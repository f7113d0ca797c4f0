using System.Numerics;

namespace Frugal.Data.SupportTweets;

/// <summary>The names of topics in files: <c>network</c>, <c>customer_service</c>.</summary>
public static class TweetTopicNames
{
    private static readonly (TweetTopics Topic, string Name)[] Names =
    [
        (TweetTopics.Network, "network"), (TweetTopics.Billing, "billing"), (TweetTopics.Mobile, "mobile"), (TweetTopics.Internet, "internet"), (TweetTopics.Tv, "tv"),
        (TweetTopics.Phone, "phone"), (TweetTopics.CustomerService, "customer_service"), (TweetTopics.Contract, "contract"), (TweetTopics.Delivery, "delivery"),
        (TweetTopics.Security, "security"),
    ];

    /// <summary>The ten names, in the order of their bits.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(entry => entry.Name)];

    /// <summary>The names of a set of topics, in the order of <see cref="All"/>.</summary>
    public static IEnumerable<string> Of(TweetTopics topics) => Names.Where(entry => topics.HasFlag(entry.Topic)).Select(entry => entry.Name);

    /// <summary>Number of topics in a set.</summary>
    public static int Count(TweetTopics topics) => BitOperations.PopCount((uint)topics);

    /// <summary>The topic of that name.</summary>
    /// <exception cref="FrugalException">There is none; the message lists those that exist.</exception>
    public static TweetTopics Parse(string name)
    {
        foreach (var entry in Names)
        {
            if (entry.Name == name)
            {
                return entry.Topic;
            }
        }

        throw new FrugalException($"'{name}' is not a topic. Choose one of: {string.Join(", ", All)}.");
    }
}
