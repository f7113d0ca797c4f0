using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Frugal.Llama;
using Frugal.Serving.Processes;

namespace ChatbotMemory.Processes;

/// <summary>The model's process: opens the model and does what the application asks, until the application has done with it.</summary>
public static class ModelChild
{
    /// <summary>The hidden argument that makes a program of this application such a process.</summary>
    public const string Argument = "model-process";

    /// <summary>Opens the file that the second argument names, with as many threads as the third says, and answers.</summary>
    public static async Task RunAsync(string[] args)
    {
        using var model = LlamaLanguageModel.Open(args[1], new() { Threads = int.Parse(args[2], CultureInfo.InvariantCulture) });
        var sessions = new ConcurrentDictionary<int, ILanguageSession>();
        var last = 0;
        await ModelProcessHost.RunAsync(AnswerAsync);
        foreach (var session in sessions.Values)
        {
            session.Dispose();
        }

        async IAsyncEnumerable<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> request, [EnumeratorCancellation] CancellationToken cancellation)
        {
            var call = JsonSerializer.Deserialize(request.Span, ChildJson.Default.ChildCall)!;
            var answer = await Task.Run(() => Do(call, cancellation), CancellationToken.None);
            yield return JsonSerializer.SerializeToUtf8Bytes(answer, ChildJson.Default.ChildAnswer);
        }

        ChildAnswer Do(ChildCall call, CancellationToken cancellation)
        {
            switch (call.Call)
            {
                case nameof(ILanguageModel.Context):
                    return new(Capacity: model.Context);
                case nameof(ILanguageModel.Tokenize):
                    return new(Tokens: model.Tokenize(call.Text ?? "", call.Special));
                case nameof(ILanguageModel.TokenizeChat):
                    return new(Tokens: model.TokenizeChat([.. call.Turns!.Chunk(2).Select(turn => (turn[0], turn[1]))]));
                case nameof(ILanguageModel.Bytes):
                    return Token(call.Number);
                case nameof(ILanguageModel.Start):
                    var started = model.Start(call.Options);
                    var number = Interlocked.Increment(ref last);
                    sessions[number] = started;
                    return new(number, started.Capacity, started.CacheBytes);
                default:
                    return Session(call, cancellation);
            }
        }

        ChildAnswer Session(ChildCall call, CancellationToken cancellation)
        {
            var session = sessions[call.Session];
            lock (session)   // after a cancelled call the next one waits until the cancelled one has ended
            {
                switch (call.Call)
                {
                    case nameof(ILanguageSession.Read):
                        session.Read(call.Tokens, cancellation);
                        break;
                    case nameof(ILanguageSession.Choose):
                        return Token(session.Choose());
                    case nameof(ILanguageSession.Sample):
                        session.Sample(call.Options!.Temperature, call.Options.TopP, call.Options.Seed);
                        break;
                    case nameof(ILanguageSession.Cut):
                        session.Cut(call.Number);
                        break;
                    case nameof(ILanguageSession.Dispose):
                        sessions.TryRemove(call.Session, out _);
                        session.Dispose();
                        return new();
                }

                return new(session.Count);
            }
        }

        ChildAnswer Token(int token) => new(token, Bytes: model.Bytes(token).ToArray(), End: model.IsEnd(token));
    }
}
