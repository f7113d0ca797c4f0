using Frugal.Grading.Grades;

namespace Frugal.Grading.Cards;

/// <summary>A task's tests as other systems want them: at least one.</summary>
internal static class TaskTests
{
    /// <summary>The tests; for a task that none ran of, the task itself as its one test, so that its points are not lost.</summary>
    public static IReadOnlyList<TestGrade> TestsOrItself(this TaskGrade task) => task.Tests.Count > 0 ? task.Tests :
    [
        new TestGrade { Name = task.Title, Verdict = task.Verdict, Cause = task.Cause, Message = task.Message, Points = task.Points, MaxPoints = task.MaxPoints },
    ];

    /// <summary>The hints that help now: none for what is passed or waits, and none that the message tells already.</summary>
    public static IEnumerable<string> OpenHints(this TaskGrade task) => task.Verdict is Verdict.Passed or Verdict.NotRun ? [] : task.Hints
        .Select(PlainText.Clean).Where(hint => hint.Length > 0 && !PlainText.Clean(task.Message ?? "").Contains(hint, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a student reads of a test that is not passed: its message, then the task's hints.</summary>
    public static string Explanation(this TestGrade test, TaskGrade task) => test.Verdict == Verdict.Passed
        ? ""
        : string.Join('\n', task.OpenHints().Select(hint => $"Hint: {hint}").Prepend(CardText.Sentence(test.Message, test.Cause)).Where(line => line.Length > 0));
}
