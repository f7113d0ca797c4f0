using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;

namespace Frugal.Llama;

/// <summary>
/// Chats with a language model, as a client of Microsoft.Extensions.AI. Of a long chat it gives the model the system's messages at its head and the newest whole turns that fit. A chat that goes on is not read again:
/// sessions are kept between calls, and what a new prompt has in common with a session's tokens stays in its memory.
/// </summary>
/// <remarks>
/// <para>Honoured are <see cref="ChatOptions.MaxOutputTokens"/>, <see cref="ChatOptions.Temperature"/>, <see cref="ChatOptions.TopP"/>, <see cref="ChatOptions.Seed"/>, <see cref="ChatOptions.StopSequences"/> and
/// <see cref="ChatOptions.Instructions"/>; the others, tools among them, are passed over. The same call gives the same answer unless its seed changes.</para>
/// <para>Safe for concurrent callers. Enumerate a streamed answer to its end, or dispose its enumerator as <c>await foreach</c> does: it holds a session.</para>
/// </remarks>
public sealed class LlamaChatClient : IChatClient, IAsyncDisposable
{
    private readonly ILanguageModel model;
    private readonly LlamaChatOptions options;
    private readonly ChatSessions sessions;
    private readonly ChatClientMetadata metadata;

    /// <summary>Creates a client; sessions are started by the first calls.</summary>
    /// <param name="model">The model, which the caller disposes.</param>
    /// <param name="options">Sessions and defaults; null for the defaults.</param>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public LlamaChatClient(ILanguageModel model, LlamaChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        (this.model, this.options) = (model, (options ?? new LlamaChatOptions()).Validated());
        sessions = new ChatSessions(model, this.options);
        metadata = new ChatClientMetadata("llama.cpp", defaultModelId: this.options.ModelId);
    }

    /// <summary>Answers a chat.</summary>
    /// <exception cref="FrugalException">An option is out of range, a message is not text, the newest message does not fit, the memory for a session does not suffice, or the model fails.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var text = new StringBuilder();
        var response = new ChatResponse();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            text.Append(update.Text);
            (response.ResponseId, response.ModelId, response.FinishReason) = (update.ResponseId, update.ModelId, update.FinishReason);
            response.Usage = update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details;
        }

        response.Messages.Add(new ChatMessage(ChatRole.Assistant, text.ToString()) { MessageId = response.ResponseId });
        return response;
    }

    /// <summary>Answers a chat, part by part as it is written. The last part has the reason of the end and the usage.</summary>
    /// <exception cref="FrugalException">As <see cref="GetResponseAsync"/>; thrown by the enumeration.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = await Task.Run(() => ChatRequest.Of(model, messages, options, this.options), cancellationToken).ConfigureAwait(false);
        var session = await sessions.TakeAsync(request.Prompt, cancellationToken).ConfigureAwait(false);
        var answer = new ChatAnswer(model, session, request, cancellationToken);
        var id = Guid.NewGuid().ToString("N");
        try
        {
            while (await Task.Run(answer.Advance, CancellationToken.None).ConfigureAwait(false))
            {
                if (answer.Text.Length > 0)
                {
                    yield return Update(id, new TextContent(answer.Text));
                }
            }

            var last = Update(id, new UsageContent(answer.Usage));
            last.FinishReason = answer.Reason;
            yield return last;
        }
        finally
        {
            sessions.Return(session, answer.Broken);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(model) ? model
            : null;
    }

    /// <summary>Refuses further calls, waits for the answers that are being written, and frees the sessions. The model is the caller's.</summary>
    public void Dispose() => sessions.CloseAsync().GetAwaiter().GetResult();

    /// <summary>As <see cref="Dispose"/>, without blocking.</summary>
    public ValueTask DisposeAsync() => new(sessions.CloseAsync());

    private ChatResponseUpdate Update(string id, AIContent content) => new(ChatRole.Assistant, [content]) { ResponseId = id, MessageId = id, ModelId = options.ModelId };
}
