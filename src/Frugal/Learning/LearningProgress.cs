namespace Frugal.Learning;

/// <summary>What a student has done: the labs' points and figures, and the notebooks' exercises. Kept in a <see cref="ProgressFile"/>.</summary>
public sealed record LearningProgress
{
    /// <summary>Nothing done yet.</summary>
    public static LearningProgress Empty { get; } = new();

    /// <summary>The graded labs by name: "clothing-api".</summary>
    public IReadOnlyDictionary<string, LabProgress> Labs { get; init; } = new Dictionary<string, LabProgress>();

    /// <summary>The solved exercises by id, "04-1" for the first of notebook 04, and when each was solved first.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Exercises { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Adds a solved exercise; one that was solved before keeps its date.</summary>
    /// <param name="id">The exercise: "04-1".</param>
    /// <param name="at">When it was solved.</param>
    public LearningProgress WithExercise(string id, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return Exercises.ContainsKey(id) ? this : this with { Exercises = new SortedDictionary<string, DateTimeOffset>(new Dictionary<string, DateTimeOffset>(Exercises), StringComparer.Ordinal) { [id] = at } };
    }

    /// <summary>Adds the graded tasks of a lab; tasks that were not graded this time keep what they had.</summary>
    /// <param name="lab">The lab's name.</param>
    /// <param name="tasks">The graded tasks, all of the lab or some.</param>
    /// <param name="at">When they were graded.</param>
    /// <exception cref="FrugalException">A task's points are not between 0 and its maximum.</exception>
    public LearningProgress WithGrading(string lab, IEnumerable<GradedTask> tasks, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(lab);
        ArgumentNullException.ThrowIfNull(tasks);
        var known = Labs.GetValueOrDefault(lab, new LabProgress());
        var changed = new SortedDictionary<int, TaskProgress>(new Dictionary<int, TaskProgress>(known.Tasks));
        foreach (var task in tasks)
        {
            changed[task.Number] = TaskProgress.After(changed.GetValueOrDefault(task.Number), task, at);
        }

        return this with { Labs = new SortedDictionary<string, LabProgress>(new Dictionary<string, LabProgress>(Labs), StringComparer.Ordinal) { [lab] = new LabProgress { Tasks = changed } } };
    }
}
