namespace TweetPipeline.Caching;

/// <summary>
/// A bounded cache in memory: when it is full, what was used longest ago makes room. Looking a key up and setting it both use it. Safe for concurrent use; every call takes the same time, however
/// large the cache is.
/// </summary>
public sealed class LruCache<TKey, TValue> where TKey : notnull
{
#if SOLUTION
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> order = new();   // the newest use first
    private readonly Lock gate = new();

#endif
    /// <summary>Creates an empty cache.</summary>
    /// <param name="capacity">The most entries, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for an entry.</exception>
    public LruCache(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
    }

    /// <summary>The most entries.</summary>
    public int Capacity { get; }

    /// <summary>Entries that are there.</summary>
    public int Count
    {
        get
        {
#if SOLUTION
            lock (gate)
            {
                return nodes.Count;
            }
#else
            throw new NotImplementedException("Task 2 - count the entries. Hint: the dictionary's Count, under the lock.");
#endif
        }
    }

    /// <summary>Looks a key up, and uses it.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
#if SOLUTION
        lock (gate)
        {
            if (nodes.TryGetValue(key, out var node))
            {
                order.Remove(node);
                order.AddFirst(node);
                value = node.Value.Value;
                return true;
            }

            value = default!;
            return false;
        }
#else
        throw new NotImplementedException("Task 2 - look a key up. Hint: a dictionary of nodes of a linked list; a used node moves to the front.");
#endif
    }

    /// <summary>Sets the value of a key, and uses it.</summary>
    public void Set(TKey key, TValue value)
    {
#if SOLUTION
        lock (gate)
        {
            if (nodes.TryGetValue(key, out var node))
            {
                node.Value = (key, value);
                order.Remove(node);
            }
            else
            {
                if (nodes.Count == Capacity)
                {
                    nodes.Remove(order.Last!.Value.Key);
                    node = order.Last;
                    order.RemoveLast();
                    node.Value = (key, value);
                }
                else
                {
                    node = new((key, value));
                }

                nodes[key] = node;
            }

            order.AddFirst(node);
        }
#else
        throw new NotImplementedException("Task 2 - set a value. Hint: when all places are taken, the last node of the list makes room.");
#endif
    }
}
