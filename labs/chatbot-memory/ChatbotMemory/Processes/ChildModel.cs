using System.Collections.Concurrent;
using System.Text.Json;
using Frugal;
using Frugal.Llama;
using Frugal.Serving.Problems;
using Frugal.Serving.Processes;

namespace ChatbotMemory.Processes;

/// <summary>A model that lives in another process: each method is a message there and back. All its memory is free when this is disposed.</summary>
/// <param name="process">The process.</param>
/// <param name="ended">Called once the process has ended.</param>
public sealed class ChildModel(ModelProcess process, Action ended) : ILanguageModel
{
    private readonly ConcurrentDictionary<int, ChildAnswer> tokens = new();
    private readonly Lazy<int> context = new(() => Ask(process, new(nameof(Context))).Capacity);

    /// <inheritdoc/>
    public int Context => context.Value;

    /// <inheritdoc/>
    public int[] Tokenize(string text, bool special = false) => Ask(new(nameof(Tokenize), Text: text, Special: special)).Tokens ?? [];

    /// <inheritdoc/>
    public int[] TokenizeChat(IReadOnlyList<(string Role, string Text)> turns) => Ask(new(nameof(TokenizeChat), Turns: [.. turns.SelectMany(turn => new[] { turn.Role, turn.Text })])).Tokens ?? [];

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes(int token) => Token(token).Bytes;

    /// <inheritdoc/>
    public bool IsEnd(int token) => Token(token).End;

    /// <inheritdoc/>
    public ILanguageSession Start(LanguageSessionOptions? options = null) => new ChildSession(this, Ask(new(nameof(Start), Options: options)));

    /// <inheritdoc/>
    public void Dispose()
    {
        process.Dispose();
        ended();
    }

    /// <summary>Sends a message and waits for its answer.</summary>
    /// <exception cref="FrugalException">The call failed.</exception>
    /// <exception cref="ProblemException">The process has ended.</exception>
    internal ChildAnswer Ask(ChildCall call, CancellationToken cancellation = default) => Ask(process, call, cancellation);

    /// <summary>Keeps what the process said of a token that it chose: it need not be asked again.</summary>
    internal int Keep(ChildAnswer token)
    {
        tokens[token.Number] = token;
        return token.Number;
    }

    private static ChildAnswer Ask(ModelProcess process, ChildCall call, CancellationToken cancellation = default)
    {
        try
        {
            return AskAsync(process, call, cancellation).GetAwaiter().GetResult();
        }
        catch (FrugalException failure) when (!process.IsHealthy)
        {
            throw new ProblemException(new(503, "model_ended", "The model's process has ended", failure.Message) { RetryAfter = TimeSpan.FromSeconds(1) }, failure);
        }
    }

    private static async Task<ChildAnswer> AskAsync(ModelProcess process, ChildCall call, CancellationToken cancellation)
    {
        var answer = new ChildAnswer();
        await foreach (var part in process.AskAsync(JsonSerializer.SerializeToUtf8Bytes(call, ChildJson.Default.ChildCall), cancellation).ConfigureAwait(false))
        {
            answer = JsonSerializer.Deserialize(part.Span, ChildJson.Default.ChildAnswer)!;
        }

        return answer;
    }

    private ChildAnswer Token(int token) => tokens.GetOrAdd(token, number => Ask(new(nameof(Bytes), Number: number)));
}
