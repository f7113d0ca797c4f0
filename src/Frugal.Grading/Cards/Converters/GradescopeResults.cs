using System.Text.Json;
using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards.Converters;

/// <summary>
/// A grade as Gradescope's <c>results.json</c> (source: "Autograder Specifications" and "Leaderboards", gradescope-autograders.readthedocs.io, read 2026-11).
/// A hidden test is shown after the due date: Gradescope's own <c>hidden</c> is for tests without points. Standard output is visible to teachers only.
/// </summary>
public static class GradescopeResults
{
    /// <summary>Creates the file's text.</summary>
    public static string Write(Grade grade)
    {
        ArgumentNullException.ThrowIfNull(grade);
        return JsonSerializer.Serialize(new
        {
            Score = Round(grade.Score),
            ExecutionTime = Math.Round(grade.Tasks.SelectMany(task => task.Tests).Sum(test => test.Duration.TotalSeconds), 3),
            Output = NextStep.Of(grade).Advice.English,
            OutputFormat = "text",
            Visibility = "visible",
            StdoutVisibility = "hidden",
            ExtraData = new { grade.Lab, grade.Seed, MaxScore = Round(grade.MaxScore), GradedAt = grade.GradedAt.ToUniversalTime() },
            Tests = grade.Tasks.SelectMany(task => task.TestsOrItself().Select((test, i) => Test(task, test, i + 1))),
            Leaderboard = Leaderboard(grade),
        }, ConverterJson.Snake) + "\n";
    }

    private static object Test(TaskGrade task, TestGrade test, int number) => new
    {
        Score = Round(test.Points),
        MaxScore = Round(test.MaxPoints),
        Status = test.Verdict == Verdict.Passed ? "passed" : "failed",
        Name = $"{PlainText.Line(task.Title)}: {PlainText.Line(test.Name)}",
        Number = $"{task.Id}.{number}",
        Output = test.Explanation(task),
        Tags = new[] { $"task {task.Id}" },
        Visibility = test.Hidden ? "after_due_date" : "visible",
    };

    /// <summary>The score, then every measured figure: bytes, ms, MB of memory, ratios. A figure without an upper bound is better when larger.</summary>
    private static IEnumerable<object> Leaderboard(Grade grade)
    {
        yield return new { Name = "Points", Value = Round(grade.Score), Order = "desc" };
        var figures = grade.Tasks.SelectMany(task => task.Measured.Select(measured => (Task: task, measured.Key, measured.Value))).Where(row => double.IsFinite(row.Value.Value)).ToArray();
        foreach (var (task, name, figure) in figures)
        {
            var shared = figures.Count(row => row.Key == name) > 1;
            var memory = name == "ram" && figure.Unit == "bytes";
            var ascending = task.Budget.TryGetValue(name, out var budget) ? budget.AtMost : figure.Unit is "bytes" or "ms";
            yield return new
            {
                Name = $"{(shared ? $"Task {task.Id}, " : "")}{CardText.FigureName(name).English} ({(memory ? "MB" : PlainText.Line(figure.Unit))})",
                Value = memory ? Math.Round(figure.Value / 1e6, 2) : Round(figure.Value),
                Order = ascending ? "asc" : "desc",
            };
        }
    }

    private static double Round(double value) => Math.Round(value, 4);
}
