using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Reporting;
using NUnit.Framework.Interfaces;

namespace Frugal.Grading.Tasks;

/// <summary>Converts NUnit's result of a test, and the exception that ended it, to the test's grade.</summary>
internal static class TestOutcome
{
    private const string WrongHidden = "A hidden test: its name says what it asks. Its inputs are not shown.";

    public static TestGrade Grade(TestPlan plan, ITestResult result, Exception? thrown)
    {
        var (verdict, cause, message) = Judge(result, thrown, plan.Hidden);
        return Of(plan) with
        {
            Verdict = verdict,
            Cause = cause,
            Message = verdict == Verdict.Passed ? null : message,
            Hints = verdict is Verdict.Passed or Verdict.NotRun ? [] : plan.Hints,
            Points = verdict == Verdict.Passed ? plan.Points : 0,
        };
    }

    /// <summary>The grade of a test that ran on the grader's stand-ins: a share of its points.</summary>
    public static TestGrade On(this TestGrade grade, IReadOnlyList<string> standIns) =>
        grade.Verdict == Verdict.NotRun || standIns.Count == 0 ? grade : grade with { StandIns = standIns, Points = grade.Points * RequiresAttribute.StandInShare };

    /// <summary>The grade of a test excluded from this grading.</summary>
    public static TestGrade NeverRan(TestPlan plan) => Of(plan) with { Verdict = Verdict.NotRun, Message = "Not run in this grading." };

    private static TestGrade Of(TestPlan plan) => new() { Name = plan.Name, Verdict = Verdict.NotRun, Hidden = plan.Hidden, MaxPoints = plan.Points };

    private static (Verdict Verdict, Cause Cause, string Message) Judge(ITestResult result, Exception? thrown, bool hidden) => result.ResultState.Status switch
    {
        TestStatus.Passed or TestStatus.Warning => (Verdict.Passed, Cause.None, ""),
        TestStatus.Skipped => (Verdict.NotRun, Cause.Prerequisite, Tidy(result.Message)),
        TestStatus.Inconclusive => (Verdict.Inconclusive, Cause.Noise, hidden ? "A hidden test could not decide." : Tidy(result.Message)),
        _ => Chain(thrown).Select(exception => Known(exception, hidden)).FirstOrDefault(known => known is not null)
            ?? (result.ResultState.Label == ResultState.Failure.Label
                ? (Verdict.Failed, Cause.WrongAnswer, hidden ? WrongHidden : Tidy(result.Message))
                : (Verdict.Failed, Cause.Grader, hidden ? $"The grader threw {Chain(thrown).LastOrDefault()?.GetType().Name ?? "an exception"} in a hidden test." : Tidy(result.Message))),
    };

    private static (Verdict, Cause, string)? Known(Exception exception, bool hidden) => exception switch
    {
        StudentFailure failure => (Verdict.Failed, failure.Cause, hidden ? Conceal(failure) : failure.Message),
        GradingException { Cause: Cause.Noise } noise => (Verdict.Inconclusive, Cause.Noise, noise.Message),
        GradingException judged => (Verdict.Failed, judged.Cause, judged.Message),
        _ => null,
    };

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    /// <summary>NUnit's message without the line that repeats the assertion's source code; clipped, because it may quote a student's answer.</summary>
    private static string Tidy(string? message) => PlainText.Clip(string.Join('\n', (message ?? "")
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith("Assert.That(", StringComparison.Ordinal))
        .Select(line => line.Replace("OneTimeSetUp: ", "", StringComparison.Ordinal).Replace("SetUp : ", "", StringComparison.Ordinal))));

    /// <summary>What may be shown of a failure in a hidden test: the messages of exceptions and the output of the process may contain the test's inputs.</summary>
    private static string Conceal(StudentFailure failure) => failure.Cause switch
    {
        Cause.WrongAnswer => WrongHidden,
        Cause.Exception => $"The code threw {failure.Thrown ?? "an exception"} on a hidden input.",
        Cause.NotDone => $"The code threw {failure.Thrown ?? nameof(NotImplementedException)} on a hidden input.",
        Cause.Crash => "The process crashed on a hidden input.",
        Cause.Exit => "The program ended itself on a hidden input, before it had answered.",
        _ => failure.Message,
    };
}
