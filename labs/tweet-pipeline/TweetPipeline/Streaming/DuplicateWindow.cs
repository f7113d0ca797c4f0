namespace TweetPipeline.Streaming;

/// <summary>
/// The values of the last keys of a stream. Its memory is fixed from the start, however long the stream is. When it is full, the key that was added first is forgotten first.
/// </summary>
/// <param name="capacity">Keys that are remembered.</param>
public sealed class DuplicateWindow<T>(int capacity)
{
    /// <summary>Keys that are remembered.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>A window, or null as long as it is not done.</summary>
    public static DuplicateWindow<T>? Of(int capacity) => Unfinished.Works(() => new DuplicateWindow<T>(1).TryGet(0, out _)) ? new(capacity) : null;

    /// <summary>Looks for a key.</summary>
    public bool TryGet(UInt128 key, out T value)
    {
        throw new NotImplementedException("Task 8 - look for a key. Hint: a dictionary. There is room for capacity keys.");
    }

    /// <summary>Adds a key with its value, unless it is remembered.</summary>
    public void Add(UInt128 key, T value)
    {
        throw new NotImplementedException("Task 8 - add a key, and forget the oldest. Hint: a ring, an array of keys in the order in which they were added.");
    }
}
