using System.Text.Json.Serialization;

namespace Frugal.Data.Dialogues;

/// <summary>One thing that the chat model has to know.</summary>
public sealed record DialogueFact
{
    /// <summary>Its name, unique over all domains.</summary>
    public required string Id { get; init; }

    /// <summary>Its domain.</summary>
    public DialogueDomain Domain { get; init; }

    /// <summary>The facts after which a <see cref="DialogueFactText.FollowUps"/> may ask for this one.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Its questions and answers in English.</summary>
    [JsonPropertyName("en")]
    public required DialogueFactText English { get; init; }

    /// <summary>Its questions and answers in French.</summary>
    [JsonPropertyName("fr")]
    public required DialogueFactText French { get; init; }

    /// <summary>Its questions and answers in one language.</summary>
    public DialogueFactText In(ChatLanguage language) => language == ChatLanguage.French ? French : English;
}
