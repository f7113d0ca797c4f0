using Frugal.Grading.Authoring;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;
using Frugal.Reporting;

namespace Frugal.Grading.Submissions;

/// <summary>The grade of code that does not compile. Nothing ran, so the tasks are read from the grader's sources.</summary>
internal static class Uncompiled
{
    private const int ErrorsShown = 3;

    /// <summary>Grades every task with zero points, with the compiler's first errors.</summary>
    public static Grade Grade(LabTree tree, IReadOnlyList<string> errors)
    {
        var own = errors.Where(error => error.Contains("error CS", StringComparison.Ordinal)).DefaultIfEmpty(errors[0]).Select(error => Shorten(tree, error)).ToList();
        var more = own.Count > ErrorsShown ? $"\nand {own.Count - ErrorsShown} more" : "";
        return new Grade
        {
            Lab = tree.Name.Text,
            GradedAt = DateTimeOffset.UtcNow,
            Machine = MachineInfo.Current(),
            Seed = GradingSeed.Draw().Value,
            Tasks = [.. LabTask.Of(tree).Select((task, place) => Failed(task, place == 0 ? PlainText.Clip(string.Join("\n", own.Take(ErrorsShown)) + more) : null))],
        };
    }

    private static TaskGrade Failed(LabTask task, string? message) =>
        new() { Id = task.Number, Title = task.Title, Verdict = Verdict.Failed, Cause = Cause.DoesNotCompile, MaxPoints = task.Points, Message = message };

    private static string Shorten(LabTree tree, string error) => error.Replace(tree.Course.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
