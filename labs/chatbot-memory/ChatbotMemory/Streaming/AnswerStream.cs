using System.Runtime.CompilerServices;
using Frugal.Llama;
using Microsoft.Extensions.AI;

namespace ChatbotMemory.Streaming;

/// <summary>Writes an answer token by token, for a client that reads along and may stop it.</summary>
public static class AnswerStream
{
    /// <summary>
    /// Continues a session that has read the chat. Each token is chosen (<see cref="ILanguageSession.Choose"/>), checked for the end, read (<see cref="ILanguageSession.Read"/>) and, where it completes
    /// characters, given as an update with that text. The answer ends at an end token, which is not read, after <paramref name="most"/> tokens, or when the session is full. Its last update has what
    /// was held back as text, if anything was, the <see cref="ChatResponseUpdate.FinishReason"/> (<c>Stop</c> at an end token, else <c>Length</c>) and a <see cref="UsageContent"/>: the input tokens are those that
    /// the session held at the start, the output tokens those of the answer without the end.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="session">Its session.</param>
    /// <param name="written">Receives each token that was read, so that the cache's list stays right; null if it is not needed.</param>
    /// <param name="most">The most tokens, 1 or more.</param>
    /// <param name="cancellation">Once it is cancelled, no token is read any more, and <see cref="OperationCanceledException"/> is thrown.</param>
    public static async IAsyncEnumerable<ChatResponseUpdate> Write(
        ILanguageModel model, ILanguageSession session, Action<int>? written, int most, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        throw new NotImplementedException("Task 8 - write the answer token by token. Hint: check the cancellation before each token; Utf8Pieces for the text.");
        yield break;
    }
}
