namespace Frugal.Learning;

/// <summary>A task of a lab that has just been graded, for <see cref="LearningProgress.WithGrading"/>.</summary>
public sealed record GradedTask
{
    /// <summary>The task's number in the lab.</summary>
    public required int Number { get; init; }

    /// <summary>The task's title.</summary>
    public required string Title { get; init; }

    /// <summary>The points earned: 0 to <see cref="MaxPoints"/>.</summary>
    public required double Points { get; init; }

    /// <summary>The points that can be earned.</summary>
    public required double MaxPoints { get; init; }

    /// <summary>The measured figures by name; one that is not a finite number is left out.</summary>
    public IReadOnlyDictionary<string, GradedFigure> Figures { get; init; } = new Dictionary<string, GradedFigure>();
}
