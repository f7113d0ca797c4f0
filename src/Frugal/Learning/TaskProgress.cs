namespace Frugal.Learning;

/// <summary>What a student has reached in one task of a lab.</summary>
public sealed record TaskProgress
{
    /// <summary>The task's title.</summary>
    public required string Title { get; init; }

    /// <summary>The points of the last grading.</summary>
    public required double Points { get; init; }

    /// <summary>The points that can be earned.</summary>
    public required double MaxPoints { get; init; }

    /// <summary>The most points of any grading.</summary>
    public required double BestPoints { get; init; }

    /// <summary>When the task was graded last.</summary>
    public required DateTimeOffset GradedAt { get; init; }

    /// <summary>
    /// The best figures over time by name, "size" for one: the first that was measured, and then each that was better than all before it. The last is the best.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<BestFigure>> Figures { get; init; } = new Dictionary<string, IReadOnlyList<BestFigure>>();

    internal static TaskProgress After(TaskProgress? before, GradedTask task, DateTimeOffset at)
    {
        if (!(task.Points >= 0 && task.Points <= task.MaxPoints && double.IsFinite(task.MaxPoints)))
        {
            throw new FrugalException(FormattableString.Invariant($"Task {task.Number} has {task.Points} of {task.MaxPoints} points; a task has 0 to its maximum. Correct the grader."));
        }

        var figures = new SortedDictionary<string, IReadOnlyList<BestFigure>>(StringComparer.Ordinal);
        foreach (var (name, history) in before?.Figures ?? new Dictionary<string, IReadOnlyList<BestFigure>>())
        {
            figures[name] = history;
        }

        foreach (var (name, figure) in task.Figures.Where(figure => double.IsFinite(figure.Value.Value)))
        {
            figures[name] = Extend(figures.GetValueOrDefault(name, []), figure, at);
        }

        return new TaskProgress
        {
            Title = task.Title,
            Points = task.Points,
            MaxPoints = task.MaxPoints,
            BestPoints = Math.Max(task.Points, before?.BestPoints ?? 0),
            GradedAt = at,
            Figures = figures,
        };
    }

    /// <summary>A figure in another unit cannot be compared with the old ones: its history starts again.</summary>
    private static IReadOnlyList<BestFigure> Extend(IReadOnlyList<BestFigure> history, GradedFigure figure, DateTimeOffset at)
    {
        BestFigure[] now = [new(figure.Value, figure.Unit, at)];
        return history.Count == 0 || history[^1].Unit != figure.Unit ? now
            : (figure.HigherIsBetter ? figure.Value > history[^1].Value : figure.Value < history[^1].Value) ? [.. history, .. now]
            : history;
    }
}
