using System.Collections.Concurrent;
using System.Text;
using Frugal.Llama;

namespace Browser.Tests.Assistant;

/// <summary>A language model whose tokens are bytes: it answers each question with the same text, as slowly as a test wants.</summary>
public sealed class StubModel : ILanguageModel
{
    private const int End = 256;
    private const int Begin = 257;

    /// <summary>What every answer is; a question of a test can lie in it.</summary>
    public static string Answer { get; } = "Dial 777: the call is free, and an adviser answers. 🙂";

    /// <summary>How long a token takes.</summary>
    public TimeSpan PerToken { get; init; }

    /// <summary>The tokens of every call of <see cref="ILanguageSession.Read"/> with more than one: prompts.</summary>
    public ConcurrentQueue<int> Prompts { get; } = new();

    /// <summary>Tokens read one by one.</summary>
    public int Written => written;

    /// <summary>Sessions that are in memory.</summary>
    public int Sessions => sessions;

    public bool Disposed { get; private set; }

    public int Context => 512;

    private int written, sessions;

    public int[] Tokenize(string text, bool special = false) => [.. Encoding.UTF8.GetBytes(text).Select(value => (int)value)];

    public int[] TokenizeChat(IReadOnlyList<(string Role, string Text)> turns) => [.. turns.SelectMany(turn => (int[])[Begin, turn.Role[0], .. Tokenize(turn.Text), End]), Begin, 'a'];

    public ReadOnlyMemory<byte> Bytes(int token) => token < End ? new[] { (byte)token } : ReadOnlyMemory<byte>.Empty;

    public bool IsEnd(int token) => token == End;

    public ILanguageSession Start(LanguageSessionOptions? options = null) => new Session(this, options?.Capacity ?? Context);

    public void Dispose() => Disposed = true;

    private sealed class Session : ILanguageSession
    {
        private static readonly byte[] Text = Encoding.UTF8.GetBytes(Answer);
        private readonly StubModel model;
        private int at;

        public Session(StubModel model, int capacity)
        {
            (this.model, Capacity) = (model, capacity);
            Interlocked.Increment(ref model.sessions);
        }

        public int Capacity { get; }

        public int Count { get; private set; }

        public long CacheBytes => 1024L * Capacity;

        public void Read(ReadOnlySpan<int> tokens, CancellationToken cancellation = default)
        {
            Count += tokens.Length;
            if (tokens.Length > 1)
            {
                model.Prompts.Enqueue(tokens.Length);
                at = 0;
                return;
            }

            cancellation.WaitHandle.WaitOne(model.PerToken);
            cancellation.ThrowIfCancellationRequested();
            Interlocked.Increment(ref model.written);
            at++;
        }

        public int Choose() => at < Text.Length ? Text[at] : End;

        public void Sample(double temperature, double topP, uint seed)
        {
        }

        public void Cut(int count) => Count = count;

        public void Dispose() => Interlocked.Decrement(ref model.sessions);
    }
}
