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
    public static IEnumerable<string> OpenHints(this TaskGrade task) =>
        task.Verdict is Verdict.Passed or Verdict.NotRun || task.OnlyStandsIn() ? [] : Open(task.Hints, task.Message);

    /// <summary>The hints of a test that are relevant now, without those that its message already contains.</summary>
    public static IEnumerable<string> OpenHints(this TestGrade test) => test.Verdict is Verdict.Passed or Verdict.NotRun ? [] : Open(test.Hints, test.Message);

    /// <summary>Whether all tests passed, and some only on the grader's stand-ins.</summary>
    public static bool OnlyStandsIn(this TaskGrade task) => task.Verdict == Verdict.Partial && task.Tests.Count > 0 && task.Tests.All(test => test.Verdict == Verdict.Passed);

    /// <summary>The parts that the grader gave in place of the student's, each with the test that did not pass.</summary>
    public static IEnumerable<Need> StoodIn(this TaskGrade task)
    {
        var used = task.Tests.SelectMany(test => test.StandIns).ToHashSet();
        return task.Needs.Where(need => !need.Met && need.StandIn is { } part && used.Contains(part)).DistinctBy(need => need.StandIn);
    }

    /// <summary>The explanation of a failed test for the student: its message, then its hints and the task's.</summary>
    public static string Explanation(this TestGrade test, TaskGrade task) => test.Verdict == Verdict.Passed
        ? ""
        : string.Join('\n', test.OpenHints().Concat(task.OpenHints()).Distinct().Select(hint => $"Hint: {hint}").Prepend(CardText.Sentence(test.Message, test.Cause)).Where(line => line.Length > 0));

    private static IEnumerable<string> Open(IEnumerable<string> hints, string? message) =>
        hints.Select(PlainText.Clean).Where(hint => hint.Length > 0 && !PlainText.Clean(message ?? "").Contains(hint, StringComparison.OrdinalIgnoreCase));
}
