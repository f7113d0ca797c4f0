using ChatbotMemory.Streaming;
using Frugal;
using Frugal.Llama;
using Microsoft.Extensions.AI;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>Pieces of a stream of bytes.</summary>
public sealed record PiecesRequest(byte[][] Pieces);

/// <summary>The text of each piece, and of the end, twice.</summary>
public sealed record PiecesAnswer(string[] Texts, string End, string Again);

/// <summary>A token that the model will choose.</summary>
public sealed record ScriptToken(byte[] Bytes, bool Ends);

/// <summary>An answer that a model gives, token by token.</summary>
/// <param name="Script">The tokens.</param>
/// <param name="Input">Tokens that the session holds at the start.</param>
/// <param name="Capacity">Tokens that it can hold.</param>
/// <param name="Most">The most tokens of the answer.</param>
/// <param name="Cancel">
/// When to cancel: <c>never</c>, <c>before</c>, <c>update 2</c> (after the second update came), <c>read 2</c> (while the second token is read), <c>failing read 2</c> (the same, and the reading throws).
/// </param>
/// <param name="Attached">Whether the token comes by WithCancellation.</param>
/// <param name="Written">Whether the written tokens are wanted.</param>
/// <param name="StopAfter">The reader goes away after so many updates; 0 if it stays.</param>
public sealed record StreamRequest(ScriptToken[] Script, int Input, int Capacity, int Most, string Cancel = "never", bool Attached = false, bool Written = true, int StopAfter = 0);

/// <summary>An update.</summary>
public sealed record UpdateData(string Text, string? Finish, long? Input, long? Output);

/// <summary>What came, what the session was asked, and how it ended.</summary>
public sealed record StreamAnswer(UpdateData[] Updates, int[] Read, int[] Written, int ReadAfterCancel, string[] Wrong, string Outcome);

/// <summary>Task 8, in the student's process.</summary>
public static class StreamProbes
{
    public static PiecesAnswer Pieces(PiecesRequest request)
    {
        var pieces = new Utf8Pieces();
        return new([.. request.Pieces.Select(piece => pieces.Add(piece))], pieces.End(), pieces.End());
    }

    public static StreamAnswer Write(StreamRequest request)
    {
        using var stop = new CancellationTokenSource();
        var (model, written, updates) = (new ScriptModel(request, stop), new List<int>(), new List<UpdateData>());
        if (request.Cancel == "before")
        {
            stop.Cancel();
        }

        var stream = AnswerStream.Write(model, model, request.Written ? written.Add : null, request.Most, request.Attached ? CancellationToken.None : stop.Token);
        var reader = stream.GetAsyncEnumerator(request.Attached ? stop.Token : CancellationToken.None);
        var more = true;
        var outcome = "done";
        while (more && outcome == "done" && updates.Count < 1000)
        {
            outcome = Waiting.Outcome(() => more = Wait(reader.MoveNextAsync().AsTask()));
            if (outcome == "done" && more)
            {
                var update = reader.Current;
                var usage = update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details;
                updates.Add(new(update.Text, update.FinishReason?.Value, usage?.InputTokenCount, usage?.OutputTokenCount));
                more = updates.Count != request.StopAfter;
                if (request.Cancel == $"update {updates.Count}")
                {
                    stop.Cancel();
                }
            }
        }

        Waiting.Outcome(() => Wait(reader.DisposeAsync().AsTask().ContinueWith(_ => true, TaskScheduler.Default)));
        return new([.. updates], [.. model.Tokens], [.. written], model.ReadAfterCancel, [.. model.Wrong], outcome);
    }

    private static bool Wait(Task<bool> task) => task.WaitAsync(Waiting.Patience).GetAwaiter().GetResult();

    /// <summary>A model and its session, whose tokens are the places in a script.</summary>
    private sealed class ScriptModel(StreamRequest request, CancellationTokenSource stop) : ILanguageModel, ILanguageSession
    {
        private bool chosen;

        public List<int> Tokens { get; } = [];

        public int ReadAfterCancel { get; private set; }

        public List<string> Wrong { get; } = [];

        public int Context => request.Capacity;

        public int Capacity => request.Capacity;

        public int Count => request.Input + Tokens.Count;

        public long CacheBytes => 0;

        public int Choose()
        {
            chosen = true;
            return Math.Min(Tokens.Count, request.Script.Length - 1);
        }

        public void Read(ReadOnlySpan<int> tokens, CancellationToken cancellation = default)
        {
            if (stop.IsCancellationRequested)
            {
                ReadAfterCancel++;
            }

            if (tokens.Length != 1 || !chosen || tokens[0] != Tokens.Count)
            {
                Wrong.Add($"{tokens.Length} tokens were read at a time, or others than were chosen");
            }

            if (Count >= Capacity)
            {
                throw new FrugalException("The session is full.");
            }

            if (request.Cancel.EndsWith($"read {Tokens.Count + 1}", StringComparison.Ordinal))
            {
                stop.Cancel();
                if (!cancellation.IsCancellationRequested)
                {
                    Wrong.Add("the token for cancellation was not passed on to Read");
                }

                if (request.Cancel.StartsWith("failing", StringComparison.Ordinal))
                {
                    throw new OperationCanceledException(cancellation);
                }
            }

            chosen = false;
            Tokens.AddRange(tokens);
        }

        public ReadOnlyMemory<byte> Bytes(int token) => request.Script[token].Bytes;

        public bool IsEnd(int token) => request.Script[token].Ends;

        public void Sample(double temperature, double topP, uint seed) => Wrong.Add("the choice of tokens was changed");

        public void Cut(int count) => Wrong.Add("the session was cut");

        public int[] Tokenize(string text, bool special = false) => throw new NotSupportedException();

        public int[] TokenizeChat(IReadOnlyList<(string Role, string Text)> turns) => throw new NotSupportedException();

        public ILanguageSession Start(LanguageSessionOptions? options = null) => throw new NotSupportedException();

        public void Dispose() => Wrong.Add("the model or the session was disposed");
    }
}
