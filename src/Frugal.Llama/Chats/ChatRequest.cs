using Microsoft.Extensions.AI;

namespace Frugal.Llama;

/// <summary>A call in the model's own terms.</summary>
/// <param name="Prompt">The tokens of the chat that fit.</param>
/// <param name="MostTokens">Maximum number of tokens of the answer.</param>
/// <param name="Sampling">Temperature, top-p and seed.</param>
/// <param name="Stops">Texts at which the answer ends.</param>
internal sealed record ChatRequest(int[] Prompt, int MostTokens, LanguageSessionOptions Sampling, IReadOnlyList<string> Stops)
{
    /// <exception cref="FrugalException">An option is out of range, a message is not text, or the newest does not fit.</exception>
    public static ChatRequest Of(ILanguageModel model, IEnumerable<ChatMessage> messages, ChatOptions? options, LlamaChatOptions defaults)
    {
        var sampling = (defaults.Session with
        {
            Temperature = options?.Temperature ?? defaults.Session.Temperature,
            TopP = options?.TopP ?? defaults.Session.TopP,
            Seed = options?.Seed is { } seed ? unchecked((uint)seed) : defaults.Session.Seed,
        }).Validated();
        var asked = options?.MaxOutputTokens ?? defaults.AnswerTokens;
        Guard.Range("Chat", nameof(ChatOptions.MaxOutputTokens), asked, asked >= 1, "1 or more");
        var stops = options?.StopSequences?.ToArray() ?? [];
        if (stops.Any(string.IsNullOrEmpty))
        {
            throw ChatErrors.EmptyStop();
        }

        var capacity = sampling.CapacityFor(model.Context);
        var room = capacity - Math.Min(asked, capacity / 2);
        var prompt = ChatHistory.Fit(model, Turns(messages, options?.Instructions), room, capacity);
        return new ChatRequest(prompt, Math.Min(asked, capacity - prompt.Length + 1), sampling, stops);   // the last token is not read
    }

    private static List<(string Role, string Text)> Turns(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var turns = new List<(string, string)>();
        if (!string.IsNullOrEmpty(instructions))
        {
            turns.Add((ChatRole.System.Value, instructions));
        }

        foreach (var message in messages)
        {
            var role = message.Role.Value;
            if (role != ChatRole.System.Value && role != ChatRole.User.Value && role != ChatRole.Assistant.Value)
            {
                throw ChatErrors.Role(role);
            }

            if (message.Contents.FirstOrDefault(content => content is not (TextContent or TextReasoningContent or UsageContent)) is { } other)
            {
                throw ChatErrors.NotText(other.GetType().Name);
            }

            turns.Add((role, message.Text));
        }

        return turns;
    }
}
