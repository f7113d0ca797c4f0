using Frugal.Llama;

namespace ChatbotMemory.History;

/// <summary>What a session need not read again: in the next turn of a chat, all tokens but the newest are in its cache already.</summary>
/// <param name="Keep">Tokens at the beginning that stay in the cache.</param>
/// <param name="Read">Tokens to read after them, at least 1.</param>
public readonly record struct CachePlan(int Keep, int Read)
{
    /// <summary>Compares what is in the cache with what is wanted: the longest common beginning stays. The last wanted token is always read, as the next token is chosen after a reading.</summary>
    /// <exception cref="ArgumentException">No token is wanted.</exception>
    public static CachePlan Of(ReadOnlySpan<int> cached, ReadOnlySpan<int> wanted)
    {
#if SOLUTION
        if (wanted.IsEmpty)
        {
            throw new ArgumentException("There is nothing to read.");
        }

        var keep = Math.Min(cached.CommonPrefixLength(wanted), wanted.Length - 1);
        return new(keep, wanted.Length - keep);
#else
        throw new NotImplementedException("Task 6 - find the common beginning. Hint: MemoryExtensions.CommonPrefixLength.");
#endif
    }

    /// <summary>
    /// Brings a session to the wanted tokens by <see cref="Of"/>: cuts what differs, reads the rest in one call. <paramref name="cached"/> always says what the session holds: after an exception it holds
    /// only what was kept, and so does the session.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="cached">The tokens in its cache; changed.</param>
    /// <param name="wanted">The tokens of the chat.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The plan that was carried out.</returns>
    public static CachePlan Apply(ILanguageSession session, List<int> cached, int[] wanted, CancellationToken cancellation = default)
    {
#if SOLUTION
        var plan = Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(cached), wanted);
        session.Cut(plan.Keep);
        cached.RemoveRange(plan.Keep, cached.Count - plan.Keep);
        try
        {
            session.Read(wanted.AsSpan(plan.Keep), cancellation);
        }
        catch
        {
            session.Cut(plan.Keep);
            throw;
        }

        cached.AddRange(wanted.AsSpan(plan.Keep));
        return plan;
#else
        throw new NotImplementedException("Task 6 - cut and read. Hint: change the list before and after the reading, so that it is right even if the reading fails.");
#endif
    }
}
