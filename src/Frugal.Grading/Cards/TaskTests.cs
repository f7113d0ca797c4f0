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

    /// <summary>What a student reads of a test that is not passed: its message, then the task's hints.</summary>
    public static string Explanation(this TestGrade test, TaskGrade task) => test.Verdict == Verdict.Passed
        ? ""
        : string.Join('\n', task.Hints.Select(hint => $"Hint: {PlainText.Clean(hint)}").Prepend(CardText.Sentence(test.Message, test.Cause)).Where(line => line.Length > 0));
}
