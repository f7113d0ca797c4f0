using System.Text.Json.Serialization;
using Frugal.Measuring;

namespace Frugal.Grading.Grades;

/// <summary>The result of a grading: the content of <c>grade.json</c>.</summary>
public sealed record Grade
{
    /// <summary>The lab's name: "clothing-api".</summary>
    public required string Lab { get; init; }

    /// <summary>The points earned.</summary>
    public double Score => Tasks.Sum(task => task.Points);

    /// <summary>The points that can be earned.</summary>
    public double MaxScore => Tasks.Sum(task => task.MaxPoints);

    /// <summary>When the grading ended.</summary>
    public required DateTimeOffset GradedAt { get; init; }

    /// <summary>The machine on which the grading ran.</summary>
    public required MachineInfo Machine { get; init; }

    /// <summary>How the student's code was contained on this machine, and what was not contained: one sentence each.</summary>
    public IReadOnlyList<string> Containment { get; init; } = [];

    /// <summary>Files of the submission that were not graded, with the reason: one line each.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The seed of the unseen inputs, so that a grading can be repeated.</summary>
    public required string Seed { get; init; }

    /// <summary>The tasks, by number.</summary>
    public required IReadOnlyList<TaskGrade> Tasks { get; init; }

    /// <summary>How many tasks of the lab are missing here because only some were chosen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int NotChosen { get; init; }
}
