namespace TweetPipeline.Streaming;

/// <summary>
/// The values of the last keys of a stream. Its memory is fixed from the start, however long the stream is. When it is full, the key that was added first is forgotten first.
/// </summary>
/// <param name="capacity">Keys that are remembered.</param>
public sealed class DuplicateWindow<T>(int capacity)
{
    private readonly Dictionary<UInt128, T> known = new(capacity);
    private readonly UInt128[] order = new UInt128[capacity];
    private long added;

    /// <summary>Looks for a key.</summary>
    public bool TryGet(UInt128 key, out T value) => known.TryGetValue(key, out value!);

    /// <summary>Adds a key with its value, unless it is remembered.</summary>
    public void Add(UInt128 key, T value)
    {
        ref var slot = ref order[added % capacity];
        if (added >= capacity)
        {
            known.Remove(slot);
        }

        if (known.TryAdd(key, value))
        {
            slot = key;
            added++;
        }
    }
}
