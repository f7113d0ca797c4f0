using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using ChatbotMemory.History;
using ChatbotMemory.Keeping;
using ChatbotMemory.Modes;
using ChatbotMemory.Streaming;
using Frugal.Llama;
using Microsoft.Extensions.AI;

namespace ChatbotMemory.Chats;

/// <summary>Writes one answer: window, cache, stream (tasks 6 and 8).</summary>
/// <param name="turns">The chat.</param>
/// <param name="conversation">Whose session is gone on with; empty for none.</param>
/// <param name="session">How the session is started.</param>
/// <param name="most">The most tokens.</param>
internal sealed class ChatAnswer(IReadOnlyList<Turn> turns, string conversation, LanguageSessionOptions session, int most)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly string id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    /// <summary>Writes the updates as they come.</summary>
    public async Task<bool> WriteAsync(ServedModel model, MemoryMode mode, ChannelWriter<ChatResponseUpdate> updates, CancellationToken cancellation)
    {
        var kept = (conversation == "" ? null : model.Sessions.Take(conversation, session)) ?? new(conversation, session, model.Start(session), []);
        var whole = false;
        try
        {
            var wanted = ChatWindow.Tokens(model, turns, kept.Session.Capacity, most);
            var reused = Read(kept, wanted, cancellation);
            await StreamAsync(model, mode, kept, reused, updates, cancellation).ConfigureAwait(false);
            whole = true;
        }
        catch (OperationCanceledException)
        {
            whole = true;
            throw;
        }
        finally
        {
            Return(model, kept, whole);
        }

        return true;
    }

    /// <summary>Brings the session to the chat; returns how many tokens it had already.</summary>
    private static int Read(KeptSession kept, int[] wanted, CancellationToken cancellation) => Unfinished.Else(() => CachePlan.Apply(kept.Session, kept.Cached, wanted, cancellation).Keep, () =>
    {
        kept.Cached.Clear();
        kept.Session.Cut(0);
        kept.Session.Read(wanted, cancellation);
        kept.Cached.AddRange(wanted);
        return 0;
    });

    private async Task StreamAsync(ServedModel model, MemoryMode mode, KeptSession kept, int reused, ChannelWriter<ChatResponseUpdate> updates, CancellationToken cancellation)
    {
        var first = 0L;
        var after = 0;   // tokens after the first text
        await foreach (var update in AnswerStream.Write(model, kept.Session, token => { kept.Cached.Add(token); after += first == 0 ? 0 : 1; }, most, cancellation).ConfigureAwait(false))
        {
            first = first == 0 && update.Text.Length > 0 ? Stopwatch.GetTimestamp() : first;
            (update.ResponseId, update.MessageId, update.ModelId) = (id, id, model.Form.Name);
            if (update.FinishReason is { } reason)
            {
                var usage = update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details;
                var took = Stopwatch.GetElapsedTime(first).TotalSeconds;
                update.AdditionalProperties = new()
                {
                    [ChatFigures.Key] = new ChatFigures(
                        model.Form.Name, mode.Name(), reason.Value, usage?.InputTokenCount ?? 0, reused, usage?.OutputTokenCount ?? 0,
                        Stopwatch.GetElapsedTime(start, first == 0 ? Stopwatch.GetTimestamp() : first).TotalSeconds, after > 0 ? after / took : 0, kept.Session.CacheBytes),
                };
            }

            updates.TryWrite(update);
        }
    }

    /// <summary>A stopped answer leaves a token more in the session than its list has; a failed one leaves an unknown state.</summary>
    private static void Return(ServedModel model, KeptSession kept, bool whole)
    {
        if (!whole || kept.Conversation == "")
        {
            kept.Dispose();
            return;
        }

        if (kept.Session.Count > kept.Cached.Count)
        {
            kept.Session.Cut(kept.Cached.Count);
        }

        model.Sessions.Return(kept);
    }
}
