using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Grading.Authoring;
using Frugal.Learning;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Cli.Progress;

/// <summary>All labs and notebooks of the course, with what the student has done of each.</summary>
internal sealed record CourseProgress
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The labs by name.</summary>
    public required IReadOnlyList<LabState> Labs { get; init; }

    /// <summary>The notebooks by number.</summary>
    public required IReadOnlyList<NotebookState> Notebooks { get; init; }

    /// <summary>The student's file.</summary>
    public required string File { get; init; }

    /// <summary>Reads the course's folders and the student's file.</summary>
    /// <exception cref="FrugalException">The file cannot be read, or is of another version.</exception>
    public static CourseProgress Read(Course course, ProgressFile file)
    {
        var done = file.Read();
        return new()
        {
            Labs = [.. course.Labs.Where(lab => Directory.Exists(lab.Lab)).Select(lab => LabState.Of(lab, done.Labs.GetValueOrDefault(lab.Name.Text)))],
            Notebooks = [.. NotebookFiles(course).Select(path => NotebookState.Of(path, done.Exercises)).OfType<NotebookState>()],
            File = file.Path,
        };
    }

    /// <summary>The state as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Layout);

    private static IEnumerable<string> NotebookFiles(Course course)
    {
        var folder = Path.Combine(course.Root, "notebooks");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal) : [];
    }
}

/// <summary>A lab and its tasks.</summary>
internal sealed record LabState(string Name, IReadOnlyList<TaskState> Tasks)
{
    /// <summary>The points of the last gradings.</summary>
    public double Points => Tasks.Sum(task => task.Points);

    /// <summary>The points that can be earned.</summary>
    public double MaxPoints => Tasks.Sum(task => task.MaxPoints);

    /// <summary>How many tasks have full points.</summary>
    [JsonIgnore]
    public int Done => Tasks.Count(task => task.IsDone);

    public static LabState Of(LabTree lab, LabProgress? progress) => new(lab.Name.Text, [.. LabTask.Of(lab).Select(task => TaskState.Of(task, progress?.Tasks.GetValueOrDefault(task.Number)))]);
}

/// <summary>A task: what it gives, and what the last grading gave.</summary>
internal sealed record TaskState(int Number, string Title, double Points, double MaxPoints, double BestPoints, DateTimeOffset? GradedAt, IReadOnlyDictionary<string, IReadOnlyList<BestFigure>> Figures)
{
    /// <summary>Whether the last grading gave full points.</summary>
    [JsonIgnore]
    public bool IsDone => Points >= MaxPoints && MaxPoints > 0;

    /// <summary>Points are those of the course as it is now: where a task's points have changed since the grading, its share counts.</summary>
    public static TaskState Of(LabTask task, TaskProgress? progress)
    {
        var scale = progress is { MaxPoints: > 0 } ? task.Points / progress.MaxPoints : 0;
        return new(task.Number, task.Title, scale * (progress?.Points ?? 0), task.Points, scale * (progress?.BestPoints ?? 0), progress?.GradedAt, progress?.Figures ?? new Dictionary<string, IReadOnlyList<BestFigure>>());
    }
}

/// <summary>A notebook and its exercises.</summary>
internal sealed record NotebookState(string Name, IReadOnlyList<ExerciseState> Exercises)
{
    /// <summary>How many exercises are solved.</summary>
    [JsonIgnore]
    public int Done => Exercises.Count(exercise => exercise.SolvedAt is not null);

    /// <summary>The state of a notebook's file; null if it cannot be read or has no exercise.</summary>
    public static NotebookState? Of(string path, IReadOnlyDictionary<string, DateTimeOffset> solved)
    {
        try
        {
            var exercises = NotebookExercise.Of(Notebook.Load(path)).Select(exercise => new ExerciseState(exercise.Id, exercise.Title, solved.TryGetValue(exercise.Id, out var at) ? at : null)).ToList();
            return exercises.Count > 0 ? new(Path.GetFileNameWithoutExtension(path), exercises) : null;
        }
        catch (FrugalException)
        {
            return null;                                     // a notebook that a student has damaged hides no lab
        }
    }
}

/// <summary>An exercise of a notebook, and when it was solved first.</summary>
internal sealed record ExerciseState(string Id, string Title, DateTimeOffset? SolvedAt);
