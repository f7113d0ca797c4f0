namespace Frugal.Llama;

/// <summary>How a <see cref="LlamaChatClient"/> answers. What a call's own options say comes first.</summary>
public sealed record LlamaChatOptions
{
    /// <summary>Capacity and precision of the sessions, and how tokens are chosen where a call does not say.</summary>
    public LanguageSessionOptions Session { get; init; } = new();

    /// <summary>Maximum number of sessions, 1 to 64; 2 by default. As many answers are written at once; further calls wait in the order in which they came. Each session keeps its keys and values between calls.</summary>
    public int Sessions { get; init; } = 2;

    /// <summary>Maximum number of tokens of an answer, 1 to 131,072; 512 by default. History and newest message share what the session's capacity leaves beside it, at least half.</summary>
    public int AnswerTokens { get; init; } = 512;

    /// <summary>The model's name in responses; null for none.</summary>
    public string? ModelId { get; init; }

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public LlamaChatOptions Validated()
    {
        Guard.Range("Chat client", nameof(Sessions), Sessions, Sessions is >= 1 and <= 64, "1 to 64");
        Guard.Range("Chat client", nameof(AnswerTokens), AnswerTokens, AnswerTokens is >= 1 and <= 131_072, "1 to 131,072");
        _ = Session.Validated();
        return this;
    }
}
