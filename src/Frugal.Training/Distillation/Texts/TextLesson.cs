namespace Frugal.Distillation;

/// <summary>Texts that a student learns from, with labels, a teacher's answers, or both.</summary>
/// <param name="Texts">The tokens of each text as the student reads them.</param>
public sealed record TextLesson(IReadOnlyList<long[]> Texts)
{
    /// <summary>The label of each text; null for texts without labels.</summary>
    public IReadOnlyList<int>? Labels { get; init; }

    /// <summary>The group of logits, by its place in the distiller's groups, that the labels belong to.</summary>
    public int Group { get; init; }

    /// <summary>The teacher's answers in the order of the texts; null if it was not asked.</summary>
    public TextAnswers? Answers { get; init; }
}
