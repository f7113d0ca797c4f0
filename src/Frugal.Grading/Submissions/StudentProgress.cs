using Frugal.Grading.Grades;
using Frugal.Learning;

namespace Frugal.Grading.Submissions;

/// <summary>Keeps grades in the student's own <see cref="ProgressFile"/>. A file that cannot be written costs no grade.</summary>
internal static class StudentProgress
{
    /// <summary>Adds the tasks that ran.</summary>
    /// <returns>Why they were not kept; null if they were.</returns>
    public static string? Keep(Grade grade, Func<ProgressFile> file)
    {
        try
        {
            file().Update(progress => progress.WithGrading(grade.Lab, grade.Tasks.Where(task => task.Verdict != Verdict.NotRun).Select(Of), grade.GradedAt));
            return null;
        }
        catch (Exception failure) when (failure is FrugalException or IOException or UnauthorizedAccessException)
        {
            return $"The result is not kept for 'frugal progress': {failure.Message}";
        }
    }

    /// <summary>The tasks with full points in their last grading; none if the file cannot be read.</summary>
    public static IReadOnlySet<int> Passed(string lab, Func<ProgressFile> file)
    {
        try
        {
            return file().Read().Labs.GetValueOrDefault(lab)?.Tasks.Where(task => task.Value.Points >= task.Value.MaxPoints).Select(task => task.Key).ToHashSet() ?? [];
        }
        catch (Exception failure) when (failure is FrugalException or IOException or UnauthorizedAccessException)
        {
            return new HashSet<int>();
        }
    }

    private static GradedTask Of(TaskGrade task) => new()
    {
        Number = task.Id,
        Title = task.Title,
        Points = Math.Clamp(task.Points, 0, task.MaxPoints),
        MaxPoints = task.MaxPoints,
        Figures = task.Measured.ToDictionary(figure => figure.Key, figure => new GradedFigure(figure.Value.Value, figure.Value.Unit, HigherIsBetter(task, figure.Key))),
    };

    /// <summary>A budget says which way is better; without one, ratios and shares are better when higher.</summary>
    private static bool HigherIsBetter(TaskGrade task, string name) =>
        task.Budget.TryGetValue(name, out var budget) ? !budget.AtMost : task.Measured[name].Unit is "x" or "%";
}
