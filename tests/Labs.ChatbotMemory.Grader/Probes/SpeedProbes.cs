using ChatbotMemory.History;
using ChatbotMemory.Streaming;
using Frugal.Llama;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>A text, and how many tokens to write after it.</summary>
public sealed record WriteRequest(int[] Prompt, int Tokens);

/// <summary>A chat, and what each of several next turns adds to it.</summary>
public sealed record TurnsRequest(int[] Chat, int[][] Newest);

/// <summary>Tasks 6 and 8 with a model that llama.cpp runs on one thread, in the student's process.</summary>
public static class SpeedProbes
{
    /// <summary>The most tokens of a text.</summary>
    public const int Capacity = 512;

    private static readonly List<int> Cached = [];
    private static Unending? model;
    private static ILanguageSession? session;

    /// <summary>Loads the model for the calls that follow.</summary>
    public static bool Load(string file)
    {
        model = new Unending(LlamaLanguageModel.Open(file, new() { Threads = 1 }));
        session = model.Start(new() { Capacity = Capacity });
        return true;
    }

    /// <summary>The tokens that the stream says were written.</summary>
    public static int[] Write(WriteRequest request)
    {
        session!.Cut(0);
        session.Read(request.Prompt);
        var written = new List<int>();
        var updates = AnswerStream.Write(model!, session, written.Add, request.Tokens).ToBlockingEnumerable().Count();
        return updates > 0 ? [.. written] : [];
    }

    /// <summary>The first token of the answer to each turn.</summary>
    public static int[] Answer(TurnsRequest request) => Array.ConvertAll(request.Newest, newest =>
    {
        CachePlan.Apply(session!, Cached, [.. request.Chat, .. newest]);
        return session!.Choose();
    });

    /// <summary>A model whose answers are as long as they may be.</summary>
    private sealed class Unending(ILanguageModel model) : ILanguageModel
    {
        public int Context => model.Context;

        public int[] Tokenize(string text, bool special = false) => model.Tokenize(text, special);

        public int[] TokenizeChat(IReadOnlyList<(string Role, string Text)> turns) => model.TokenizeChat(turns);

        public ReadOnlyMemory<byte> Bytes(int token) => model.Bytes(token);

        public bool IsEnd(int token) => false;

        public ILanguageSession Start(LanguageSessionOptions? options = null) => model.Start(options);

        public void Dispose() => model.Dispose();
    }
}
