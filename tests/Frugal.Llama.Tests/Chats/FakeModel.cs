using System.Text;

namespace Frugal.Llama.Tests.Chats;

/// <summary>A model whose tokens are the bytes of UTF-8, and a few special ones. It answers what a function says, and notes what was asked of it.</summary>
internal sealed class FakeModel(Func<string, byte[]> answer) : ILanguageModel
{
    public const int End = 256, System = 257, User = 258, Assistant = 259;

    private int sessions;

    public FakeModel(string answer)
        : this(_ => Encoding.UTF8.GetBytes(answer))
    {
    }

    public int Context { get; init; } = 1000;

    /// <summary>Runs before each reading, with the session's tokens after it.</summary>
    public Action<int[]> Reading { get; set; } = _ => { };

    /// <summary>All sessions, open or not.</summary>
    public List<FakeSession> Sessions { get; } = [];

    public int OpenSessions => Volatile.Read(ref sessions);

    public int[] Tokenize(string text, bool special = false) => [.. Encoding.UTF8.GetBytes(text).Select(one => (int)one)];

    public int[] TokenizeChat(IReadOnlyList<(string Role, string Text)> turns) =>
        [.. turns.SelectMany(turn => (int[])[turn.Role switch { "system" => System, "user" => User, _ => Assistant }, .. Tokenize(turn.Text), .. turn.Role == "assistant" ? [End] : Array.Empty<int>()]), Assistant];

    public ReadOnlyMemory<byte> Bytes(int token) => token < 256 ? new[] { (byte)token } : ReadOnlyMemory<byte>.Empty;

    public bool IsEnd(int token) => token == End;

    public ILanguageSession Start(LanguageSessionOptions? options = null)
    {
        var session = new FakeSession(this, options!.Capacity!.Value);
        Interlocked.Increment(ref sessions);
        lock (Sessions)
        {
            Sessions.Add(session);
        }

        return session;
    }

    public void Dispose()
    {
    }

    public static string Show(IEnumerable<int> tokens) => string.Concat(tokens.Select(token => token switch { End => "/", System => "S:", User => "U:", Assistant => "A:", _ => ((char)token).ToString() }));

    internal sealed class FakeSession(FakeModel model, int capacity) : ILanguageSession
    {
        private List<int> tokens = [];

        public int Capacity => capacity;

        public int Count => tokens.Count;

        public long CacheBytes => 0;

        /// <summary>Sizes of the readings, and of the cuts below zero.</summary>
        public List<int> Calls { get; } = [];

        public (double Temperature, double TopP, uint Seed) Sampled { get; private set; }

        public string Text => Show(tokens);

        public void Read(ReadOnlySpan<int> read, CancellationToken cancellation = default)
        {
            Assert.That(Count + read.Length, Is.LessThanOrEqualTo(Capacity));
            Calls.Add(read.Length);
            model.Reading([.. tokens, .. read]);
            tokens = [.. tokens, .. read];
        }

        public int Choose()
        {
            var start = tokens.LastIndexOf(Assistant) + 1;
            var bytes = model.Answer(Show(tokens[..start]));
            return tokens.Count - start < bytes.Length ? bytes[tokens.Count - start] : End;
        }

        public void Sample(double temperature, double topP, uint seed) => Sampled = (temperature, topP, seed);

        public void Cut(int count)
        {
            Calls.Add(-count);
            tokens = tokens[..count];
        }

        public void Dispose() => Interlocked.Decrement(ref model.sessions);
    }

    private byte[] Answer(string prompt) => answer(prompt);
}
