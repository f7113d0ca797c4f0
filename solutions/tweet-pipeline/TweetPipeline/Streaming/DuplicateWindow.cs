namespace TweetPipeline.Streaming;

/// <summary>
/// The values of the last keys of a stream. Its memory is fixed from the start, however long the stream is. When it is full, the key that was added first is forgotten first.
/// </summary>
/// <param name="capacity">Keys that are remembered.</param>
public sealed class DuplicateWindow<T>(int capacity)
{
    /// <summary>Keys that are remembered.</summary>
    public int Capacity { get; } = capacity;

#if SOLUTION
    private readonly Dictionary<UInt128, T> known = new(capacity);
    private readonly UInt128[] order = new UInt128[capacity];
    private long added;

#endif
    /// <summary>A window, or null as long as it is not done.</summary>
    public static DuplicateWindow<T>? Of(int capacity) => Unfinished.Works(() => new DuplicateWindow<T>(1).TryGet(0, out _)) ? new(capacity) : null;

    /// <summary>Looks for a key.</summary>
    public bool TryGet(UInt128 key, out T value)
    {
#if SOLUTION
        return known.TryGetValue(key, out value!);
#else
        throw new NotImplementedException("Task 8 - look for a key. Hint: a dictionary. There is room for capacity keys.");
#endif
    }

    /// <summary>Adds a key with its value, unless it is remembered.</summary>
    public void Add(UInt128 key, T value)
    {
#if SOLUTION
        if (known.ContainsKey(key))
        {
            return;
        }

        ref var slot = ref order[added % Capacity];
        if (added >= Capacity)
        {
            known.Remove(slot);
        }

        known.Add(key, value);
        slot = key;
        added++;
#else
        throw new NotImplementedException("Task 8 - add a key, and forget the oldest. Hint: a ring, an array of keys in the order in which they were added.");
#endif
    }
}
