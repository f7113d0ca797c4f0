using Microsoft.Extensions.AI;

namespace ChatbotMemory.Chats;

/// <summary>What an answer cost; the last update of a stream carries it in its <see cref="ChatResponseUpdate.AdditionalProperties"/>.</summary>
/// <param name="Model">The form that answered.</param>
/// <param name="Mode">The mode.</param>
/// <param name="FinishReason"><c>stop</c> or <c>length</c>.</param>
/// <param name="InputTokens">Tokens of the chat.</param>
/// <param name="ReusedTokens">Those of them that were in the session's cache already.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="FirstTokenSeconds">From the request to the first text, the loading of the model included.</param>
/// <param name="TokensPerSecond">Of the answer, after its first text; 0 if there is only one token.</param>
/// <param name="CacheBytes">Bytes of the session's keys and values.</param>
public sealed record ChatFigures(
    string Model, string Mode, string FinishReason, long InputTokens, int ReusedTokens, long OutputTokens, double FirstTokenSeconds, double TokensPerSecond, long CacheBytes)
{
    /// <summary>The key in the properties.</summary>
    public const string Key = "figures";

    /// <summary>The figures of an update; null if it is not the last.</summary>
    public static ChatFigures? Of(ChatResponseUpdate update) => update.AdditionalProperties?.GetValueOrDefault(Key) as ChatFigures;
}
