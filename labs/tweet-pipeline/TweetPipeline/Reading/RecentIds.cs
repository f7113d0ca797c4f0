using TweetPipeline.Tweets;

namespace TweetPipeline.Reading;

/// <summary>Knows the last ids of a stream, by a hash of 16 bytes: memory does not grow with the file.</summary>
/// <param name="window">How many.</param>
public sealed class RecentIds(int window = 1 << 18)
{
    private readonly HashSet<UInt128> known = [];
    private readonly Queue<UInt128> order = [];

    /// <summary>Adds an id.</summary>
    /// <returns>False if it is among the last ones.</returns>
    public bool Add(string id)
    {
        var hash = TextKey.Of(id);
        if (!known.Add(hash))
        {
            return false;
        }

        order.Enqueue(hash);
        if (order.Count > window)
        {
            known.Remove(order.Dequeue());
        }

        return true;
    }
}
