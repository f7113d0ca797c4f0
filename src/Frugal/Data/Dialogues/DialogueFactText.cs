namespace Frugal.Data.Dialogues;

/// <summary>A <see cref="DialogueFact"/> in one language.</summary>
public sealed record DialogueFactText
{
    /// <summary>The strings of which a right answer contains one; no answer to another fact contains any of them.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>The answers: the usual one, then paraphrases.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>The subject in a few words, as people type it into a search box.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The phrasings in which the training dialogues ask for it.</summary>
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>The phrasings that no training dialogue contains.</summary>
    public required IReadOnlyList<string> HeldOut { get; init; }

    /// <summary>Questions that are understood only after one of <see cref="DialogueFact.After"/>.</summary>
    public IReadOnlyList<string> FollowUps { get; init; } = [];
}
