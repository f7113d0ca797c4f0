namespace Frugal.Llama;

/// <summary>A session, and the tokens that it has read: a chat that goes on is not read again.</summary>
internal sealed class ChatSession(ILanguageSession session) : IDisposable
{
    private readonly List<int> read = [];

    public ILanguageSession Session => session;

    /// <summary>Number of tokens read.</summary>
    public int Count => read.Count;

    /// <summary>How many of a prompt's first tokens it has read. One is left to read: only then is there a next token.</summary>
    public int Common(ReadOnlySpan<int> prompt) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(read).CommonPrefixLength(prompt[..^1]);

    /// <summary>Reads a prompt after what it has in common with the tokens read before.</summary>
    /// <returns>The number of tokens in common.</returns>
    public int Begin(ReadOnlySpan<int> prompt, CancellationToken cancellation)
    {
        var common = Common(prompt);
        if (common < Count)
        {
            session.Cut(common);
            read.RemoveRange(common, Count - common);
        }

        Read(prompt[common..], cancellation);
        return common;
    }

    public void Read(ReadOnlySpan<int> tokens, CancellationToken cancellation)
    {
        var before = session.Count;
        try
        {
            session.Read(tokens, cancellation);
        }
        finally
        {
            read.AddRange(tokens[..(session.Count - before)]);   // some, if it was cancelled
        }
    }

    public void Dispose() => session.Dispose();
}
