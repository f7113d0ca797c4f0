using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards;

/// <summary>A task's tests in the form that other systems require: at least one.</summary>
internal static class TaskTests
{
    /// <summary>The tests; if none ran, the task itself as its only test, so that its points are not lost.</summary>
    public static IReadOnlyList<TestGrade> TestsOrItself(this TaskGrade task) => task.Tests.Count > 0 ? task.Tests :
    [
        new TestGrade { Name = task.Title, Verdict = task.Verdict, Cause = task.Cause, Message = task.Message, Points = task.Points, MaxPoints = task.MaxPoints },
    ];

    /// <summary>The hints that are relevant now: none if the task passed or did not run, and none that the message already contains.</summary>
    public static IEnumerable<string> OpenHints(this TaskGrade task) => task.Verdict is Verdict.Passed or Verdict.NotRun ? [] : task.Hints
        .Select(PlainText.Clean).Where(hint => hint.Length > 0 && !PlainText.Clean(task.Message ?? "").Contains(hint, StringComparison.OrdinalIgnoreCase));

    /// <summary>The explanation of a failed test for the student: its message, then the task's hints.</summary>
    public static string Explanation(this TestGrade test, TaskGrade task) => test.Verdict == Verdict.Passed
        ? ""
        : string.Join('\n', task.OpenHints().Select(hint => $"Hint: {hint}").Prepend(CardText.Sentence(test.Message, test.Cause)).Where(line => line.Length > 0));
}
