using Frugal.Llama;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>What happened to the models that a test opened.</summary>
internal sealed class Ledger
{
    private readonly Lock gate = new();
    private int alive;

    public int Opened { get; private set; }

    public int Disposed { get; private set; }

    /// <summary>Disposals of a model that was disposed before.</summary>
    public int Twice { get; private set; }

    /// <summary>Uses of a disposed model.</summary>
    public int Late { get; private set; }

    /// <summary>The most models in memory at a time, from the beginning of an opening to the end of a disposal.</summary>
    public int Most { get; private set; }

    public void Open()
    {
        lock (gate)
        {
            Opened++;
            Most = Math.Max(Most, ++alive);
        }
    }

    public void Failed()
    {
        lock (gate)
        {
            alive--;
        }
    }

    public void Dispose(bool again)
    {
        lock (gate)
        {
            Disposed += again ? 0 : 1;
            Twice += again ? 1 : 0;
            alive -= again ? 0 : 1;
        }
    }

    public void UseDisposed()
    {
        lock (gate)
        {
            Late++;
        }
    }
}

/// <summary>A model without weights, which knows whether it is disposed.</summary>
internal sealed class FakeModel(Ledger ledger, Action? disposing = null) : ILanguageModel
{
    private int disposed;

    public int Context => 64;

    public int[] Tokenize(string text, bool special = false)
    {
        if (Volatile.Read(ref disposed) != 0)
        {
            ledger.UseDisposed();
            throw new ObjectDisposedException(nameof(FakeModel));
        }

        return [.. text.Select(letter => (int)letter)];
    }

    public int[] TokenizeChat(IReadOnlyList<(string Role, string Text)> turns) => throw new NotSupportedException();

    public ReadOnlyMemory<byte> Bytes(int token) => throw new NotSupportedException();

    public bool IsEnd(int token) => throw new NotSupportedException();

    public ILanguageSession Start(LanguageSessionOptions? options = null) => throw new NotSupportedException();

    public void Dispose()
    {
        var again = Interlocked.Exchange(ref disposed, 1) != 0;
        if (!again)
        {
            disposing?.Invoke();
        }

        ledger.Dispose(again);
    }
}
