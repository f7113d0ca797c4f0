using System.Text.Json.Serialization;

namespace Frugal.Learning;

/// <summary>What a student has done in one lab.</summary>
public sealed record LabProgress
{
    /// <summary>The tasks that were graded at least once, by number.</summary>
    public IReadOnlyDictionary<int, TaskProgress> Tasks { get; init; } = new Dictionary<int, TaskProgress>();

    /// <summary>The points of the tasks, each from its last grading.</summary>
    [JsonIgnore]
    public double Points => Tasks.Values.Sum(task => task.Points);

    /// <summary>When a task was graded last; null if none was.</summary>
    [JsonIgnore]
    public DateTimeOffset? GradedAt => Tasks.Count == 0 ? null : Tasks.Values.Max(task => task.GradedAt);
}
