using System.Text.Json;
using System.Text.Unicode;
using Frugal.Measuring;
using Frugal.Serving.Limits;
using Frugal.Serving.Problems;
using Microsoft.Extensions.AI;

namespace ChatbotMemory.Chats;

/// <summary>The body of POST /api/chat.</summary>
/// <param name="Messages">The whole chat; the last message is the user's.</param>
/// <param name="Conversation">Names the chat, so that what was read of it before is not read again.</param>
/// <param name="Model">The form that is to answer; null for the mode's own.</param>
/// <param name="MaxTokens">The most tokens of the answer.</param>
public sealed record ChatRequest(ChatRequestMessage[]? Messages, string? Conversation, string? Model, int? MaxTokens);

/// <summary>A message of it.</summary>
public sealed record ChatRequestMessage(string? Role, string? Content);

/// <summary>Reads requests, and refuses what no model should see.</summary>
public sealed class ChatRequestReader(ChatSettings settings)
{
    private const int LongestName = 100;
    private readonly Uploads uploads = new(new() { Largest = ByteSize.Parse(settings.LargestRequest) });

    /// <exception cref="ProblemException">The request is too large (413), or not a chat (400).</exception>
    public async Task<ChatRequest> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw new ProblemException(Problem.WrongContentType(request.ContentType, "application/json"));
        }

        return Checked(Parse(await uploads.ReadBodyAsync(request, request.HttpContext.RequestAborted)));
    }

    /// <summary>The chat as messages of Microsoft.Extensions.AI.</summary>
    public static IEnumerable<ChatMessage> Messages(ChatRequest request) => request.Messages!.Select(message => new ChatMessage(new ChatRole(message.Role!), message.Content));

    private static ChatRequest Parse(byte[] body)
    {
        if (!Utf8.IsValid(body))
        {
            throw Refusal("invalid_utf8", "The text is not UTF-8", "The body has bytes that are not UTF-8. Send the JSON text in UTF-8.");
        }

        try
        {
            return JsonSerializer.Deserialize(body, ApiJson.Default.ChatRequest) ?? throw new JsonException("null");
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)   // the second one: half a surrogate pair
        {
            throw Refusal("invalid_json", "The JSON cannot be read", """Send {"messages": [{"role": "user", "content": "..."}]}.""");
        }
    }

    private static ChatRequest Checked(ChatRequest request)
    {
        if (request.Messages is not { Length: > 0 } messages)
        {
            throw Refusal("empty_message", "There is no message", "The field 'messages' has no message. Send at least the user's.");
        }

        if (messages.Any(message => message?.Role is not ("system" or "user" or "assistant")))
        {
            throw Refusal("unknown_role", "A role is not known", "A message's role is system, user or assistant.");
        }

        if (messages[^1].Role != "user")
        {
            throw Refusal("no_question", "The last message is not the user's", "The last message must have the role 'user': it is the one that is answered.");
        }

        if (messages.Any(message => message.Content is null) || string.IsNullOrWhiteSpace(messages[^1].Content))
        {
            throw Refusal("empty_message", "The message is empty", "A message has no text. Write something.");
        }

        if (request.MaxTokens is <= 0)
        {
            throw Refusal("max_tokens", "The number of tokens is not possible", "The field 'maxTokens' is 1 or more.");
        }

        return request.Conversation is { Length: > LongestName } || request.Model is { Length: > 2 * LongestName }
            ? throw Refusal("name_too_long", "A name is too long", $"The field 'conversation' has at most {LongestName} characters, 'model' {2 * LongestName}.")
            : request;
    }

    private static ProblemException Refusal(string code, string title, string detail) => new(new(400, code, title, detail));
}
