using System.Globalization;
using System.Text.Json;
using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards.Converters;

/// <summary>
/// A grade as Classroom 50's <c>result.json</c>, <c>classroom50/result/v1</c> (source: schemas/result-v1.schema.json and the wiki's "Advanced Autograding" in
/// github.com/foundation50/classroom50, read 2026-11). The format requires whole points, so each task is one test and its points are rounded;
/// a task that did not pass never rounds up to full points. The runner itself replaces <c>datetime</c> with the commit's date.
/// </summary>
public static class Classroom50Result
{
    /// <summary>Creates the file's text.</summary>
    public static string Write(Grade grade, ClassroomSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(grade);
        ArgumentNullException.ThrowIfNull(submission);
        var rows = grade.Tasks.Select(task => (Task: task, Score: Score(task), Max: Whole(task.MaxPoints))).ToArray();
        var now = grade.GradedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var result = new Fields
        {
            ["schema"] = "classroom50/result/v1",
            ["classroom"] = submission.Classroom,
            ["assignment"] = submission.Assignment ?? grade.Lab,
            ["assignment_type"] = submission.AssignmentType,
            ["owner"] = submission.Owner,
            ["submission"] = submission.Submission,
            ["commit"] = submission.Commit,
            ["release"] = submission.Release,
            ["review"] = submission.Review,
            ["datetime"] = now,
            ["graded_at"] = now,
            ["score"] = rows.Sum(row => row.Score),
            ["max-score"] = rows.Sum(row => row.Max),
            ["tests"] = rows.Select(row => new
            {
                TestName = $"Task {row.Task.Id}: {PlainText.Line(row.Task.Title)}",
                Passed = row.Task.Verdict == Verdict.Passed,
                row.Score,
                MaxScore = row.Max,
                Message = row.Task.Verdict == Verdict.Passed ? null : CardText.Sentence(row.Task.Message, row.Task.Cause),
            }),
        };
        return JsonSerializer.Serialize(result, ConverterJson.Kebab) + "\n";
    }

    private static int Score(TaskGrade task) => Math.Min(Whole(task.Points), task.Verdict == Verdict.Passed ? Whole(task.MaxPoints) : Math.Max(0, Whole(task.MaxPoints) - 1));

    private static int Whole(double points) => (int)Math.Round(points, MidpointRounding.AwayFromZero);

    /// <summary>Fields in the given order; the format mixes two naming styles.</summary>
    private sealed class Fields : Dictionary<string, object>;
}
