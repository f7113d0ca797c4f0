namespace TweetPipeline.Caching;

/// <summary>
/// A bounded cache in memory: when it is full, what was used longest ago makes room. Looking a key up and setting it both use it. Safe for concurrent use; every call takes the same time, however
/// large the cache is.
/// </summary>
public sealed class LruCache<TKey, TValue> where TKey : notnull
{
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
            throw new NotImplementedException("Task 2 - count the entries. Hint: the dictionary's Count, under the lock.");
        }
    }

    /// <summary>Looks a key up, and uses it.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
        throw new NotImplementedException("Task 2 - look a key up. Hint: a dictionary of nodes of a linked list; a used node moves to the front.");
    }

    /// <summary>Sets the value of a key, and uses it.</summary>
    public void Set(TKey key, TValue value)
    {
        throw new NotImplementedException("Task 2 - set a value. Hint: when all places are taken, the last node of the list makes room.");
    }
}
