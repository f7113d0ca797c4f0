using Frugal.Llama;

namespace ChatbotMemory.Keeping;

/// <summary>A chat's session and the tokens that it holds.</summary>
public sealed record KeptSession(string Conversation, LanguageSessionOptions Options, ILanguageSession Session, List<int> Cached) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();
}

/// <summary>The sessions of conversations that may go on: a bounded number, the one that was used longest ago is dropped first. A session that is taken belongs to its taker alone.</summary>
/// <param name="most">How many are kept.</param>
public sealed class SessionShelf(int most) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<KeptSession> kept = [];   // the oldest first
    private bool closed;

    /// <summary>Bytes of the keys and values of all that are kept.</summary>
    public long CacheBytes
    {
        get
        {
            lock (gate)
            {
                return kept.Sum(session => session.Session.CacheBytes);
            }
        }
    }

    /// <summary>The conversation's session; null if it has none, or somebody else uses it now.</summary>
    public KeptSession? Take(string conversation, LanguageSessionOptions options)
    {
        lock (gate)
        {
            var found = kept.FindLast(session => session.Conversation == conversation && session.Options == options);
            return found is not null && kept.Remove(found) ? found : null;
        }
    }

    /// <summary>Keeps a session until its conversation goes on.</summary>
    public void Return(KeptSession session)
    {
        List<KeptSession> dropped = [];
        lock (gate)
        {
            kept.Add(session);
            while (kept.Count > (closed ? 0 : most))
            {
                dropped.Add(kept[0]);
                kept.RemoveAt(0);
            }
        }

        dropped.ForEach(old => old.Dispose());
    }

    /// <summary>Drops all; what is in use is dropped when it is returned.</summary>
    public void Dispose()
    {
        List<KeptSession> dropped;
        lock (gate)
        {
            closed = true;
            dropped = [.. kept];
            kept.Clear();
        }

        dropped.ForEach(session => session.Dispose());
    }
}
