using ChatbotMemory.History;
using Frugal;
using Frugal.Llama;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>A turn, and its tokens.</summary>
public sealed record TurnData(string Role, string Text, int Tokens);

/// <summary>A chat, and the room for it.</summary>
public sealed record WindowRequest(TurnData[] Turns, int Capacity, int Answer);

/// <summary>The texts of the turns that are kept, or the exception instead.</summary>
public sealed record WindowAnswer(string[] Texts, string Outcome);

/// <summary>What is in the cache and what is wanted. The reading fails after some tokens if <paramref name="FailsAfter"/> is not null.</summary>
public sealed record CacheRequest(int[] Cached, int[] Wanted, int? FailsAfter = null, bool Cancelled = false);

/// <summary>The plan, what the list and the session hold afterwards, and the calls of the session.</summary>
public sealed record CacheAnswer(int Keep, int Read, int[] Cached, int[] Session, string[] Calls, string Outcome);

/// <summary>Shapes whose cache is counted.</summary>
public sealed record CacheShape(int Blocks, int Heads, int HeadWidth, bool In8Bits);

/// <summary>Tokens whose bytes are wanted, and bytes whose tokens are.</summary>
public sealed record CacheSizes(CacheShape Shape, int[] Tokens, long[] Bytes);

/// <summary>The bytes and the tokens.</summary>
public sealed record CacheCounts(long[] Bytes, int[] Tokens, string Negative);

/// <summary>Task 6, in the student's process.</summary>
public static class HistoryProbes
{
    public static WindowAnswer Keep(WindowRequest request)
    {
        IReadOnlyList<Turn> kept = [];
        var turns = request.Turns.Select(turn => new Turn(turn.Role, turn.Text)).ToArray();
        var outcome = Waiting.Outcome(() => kept = TokenWindow.Keep(turns, turn => request.Turns.First(known => known.Text == turn.Text).Tokens, request.Capacity, request.Answer));
        return new([.. kept.Select(turn => turn.Text)], outcome);
    }

    public static CacheAnswer Plan(CacheRequest request)
    {
        CachePlan plan = default;
        var outcome = Waiting.Outcome(() => plan = CachePlan.Of(request.Cached, request.Wanted));
        return new(plan.Keep, plan.Read, [], [], [], outcome);
    }

    public static CacheAnswer Apply(CacheRequest request)
    {
        var session = new FakeSession(request);
        var cached = request.Cached.ToList();
        CachePlan plan = default;
        var outcome = Waiting.Outcome(() => plan = CachePlan.Apply(session, cached, request.Wanted, new CancellationToken(request.Cancelled)));
        return new(plan.Keep, plan.Read, [.. cached], [.. session.Tokens], [.. session.Calls], outcome);
    }

    public static CacheCounts Count(CacheSizes sizes)
    {
        var cache = new KeyValueCache(sizes.Shape.Blocks, sizes.Shape.Heads, sizes.Shape.HeadWidth);
        return new(
            [.. sizes.Tokens.Select(tokens => cache.Bytes(tokens, sizes.Shape.In8Bits))],
            [.. sizes.Bytes.Select(bytes => cache.Tokens(bytes, sizes.Shape.In8Bits))],
            Waiting.Outcome(() => _ = cache.Bytes(-1, sizes.Shape.In8Bits)));
    }

    /// <summary>A session that keeps its tokens, and whose reading can fail on the way.</summary>
    private sealed class FakeSession(CacheRequest request) : ILanguageSession
    {
        public List<int> Tokens { get; } = [.. request.Cached];

        public List<string> Calls { get; } = [];

        public int Capacity => 1000;

        public int Count => Tokens.Count;

        public long CacheBytes => 0;

        public void Read(ReadOnlySpan<int> tokens, CancellationToken cancellation = default)
        {
            Calls.Add($"read {tokens.Length}");
            if (tokens.IsEmpty)
            {
                throw new FrugalException("At least one token must be read.");
            }

            if (request.Cancelled && !cancellation.IsCancellationRequested)
            {
                throw new FrugalException("The token for cancellation was not passed on.");
            }

            Tokens.AddRange(tokens[..Math.Min(tokens.Length, request.FailsAfter ?? tokens.Length)]);
            cancellation.ThrowIfCancellationRequested();
            if (request.FailsAfter is not null)
            {
                throw new FrugalException("could not compute");
            }
        }

        public int Choose() => throw new NotSupportedException();

        public void Sample(double temperature, double topP, uint seed) => throw new NotSupportedException();

        public void Cut(int count)
        {
            Calls.Add($"cut to {count}");
            if (count < 0 || count > Tokens.Count)
            {
                throw new FrugalException($"{count} of {Tokens.Count} tokens cannot be kept.");
            }

            Tokens.RemoveRange(count, Tokens.Count - count);
        }

        public void Dispose() => Calls.Add("dispose");
    }
}
