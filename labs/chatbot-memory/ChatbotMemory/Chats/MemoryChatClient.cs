using System.Runtime.CompilerServices;
using System.Threading.Channels;
using System.Threading.RateLimiting;
using ChatbotMemory.History;
using ChatbotMemory.Keeping;
using Frugal.Serving.Problems;
using Microsoft.Extensions.AI;

namespace ChatbotMemory.Chats;

/// <summary>
/// Chats with the model of the mode. Each request has the whole chat; <see cref="ChatOptions.ConversationId"/> only names it, so that its keys and values in memory are reused.
/// <see cref="ChatOptions.ModelId"/> chooses a form. Safe for concurrent callers: so many answers are written at a time as the settings say, the others wait in their order.
/// </summary>
public sealed class MemoryChatClient(ChatSettings settings, ModeSwitch modes) : IChatClient
{
    private readonly ConcurrencyLimiter turns = new(new() { PermitLimit = settings.Concurrent, QueueLimit = settings.QueueLength, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProblemException">The chat cannot be answered; the problem says why.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var answer = Answer([.. messages], options ?? new());
        var updates = Channel.CreateUnbounded<ChatResponseUpdate>(new() { SingleReader = true, SingleWriter = true });   // bounded by the answer's most tokens: a slow reader holds up nobody
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Run(() => WriteAsync(answer, options?.ModelId, updates.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var update in updates.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);   // also when the reader leaves before the end
            await work.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("llama.cpp", defaultModelId: modes.Forms[0].Name)
        : serviceType == typeof(ModeSwitch) ? modes
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private ChatAnswer Answer(IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        List<Turn> chat = [.. messages.Select(message => new Turn(message.Role.Value, message.Text))];
        if ((options.Instructions ?? settings.Instructions) is { Length: > 0 } instructions && chat is not [{ Role: "system" }, ..])
        {
            chat.Insert(0, new("system", instructions));
        }

        return new(
            chat,
            options.ConversationId ?? "",
            new()
            {
                Capacity = settings.Context == 0 ? null : settings.Context,
                CacheIn8Bits = settings.CacheIn8Bits,
                Temperature = options.Temperature ?? settings.Temperature,
                TopP = options.TopP ?? 0.95,
                Seed = (uint)(options.Seed ?? 1),
            },
            Math.Clamp(options.MaxOutputTokens ?? settings.MaxAnswer, 1, settings.MaxAnswer));
    }

    /// <summary>Writes the updates, or ends the channel with what went wrong.</summary>
    private async Task WriteAsync(ChatAnswer answer, string? model, ChannelWriter<ChatResponseUpdate> updates, CancellationToken cancellation)
    {
        try
        {
            using var turn = await turns.AcquireAsync(1, cancellation).ConfigureAwait(false);
            if (!turn.IsAcquired)
            {
                throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(2)));
            }

            await modes.UseAsync(model, (served, stop) => answer.WriteAsync(served, modes.Mode, updates, stop), cancellation).ConfigureAwait(false);
            updates.Complete();
        }
        catch (Exception failure)
        {
            updates.Complete(failure);
        }
    }
}
