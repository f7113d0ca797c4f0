using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using NUnit.Framework.Interfaces;

namespace Frugal.Grading.Tasks;

/// <summary>Converts NUnit's result of a test, and the exception that ended it, to the test's grade.</summary>
internal static class TestOutcome
{
    public static TestGrade Grade(TestPlan plan, ITestResult result, Exception? thrown)
    {
        var (verdict, cause, message) = Judge(result, thrown);
        return Of(plan) with
        {
            Verdict = verdict,
            Cause = cause,
            Message = verdict == Verdict.Passed ? null : plan.Hidden ? Conceal(cause, message) : message,
            Points = verdict == Verdict.Passed ? plan.Points : 0,
            Duration = TimeSpan.FromSeconds(result.Duration),
        };
    }

    /// <summary>The grade of a test excluded from this grading.</summary>
    public static TestGrade NeverRan(TestPlan plan) => Of(plan) with { Verdict = Verdict.NotRun, Message = "Not run in this grading." };

    private static TestGrade Of(TestPlan plan) => new() { Name = plan.Name, Verdict = Verdict.NotRun, Hidden = plan.Hidden, MaxPoints = plan.Points };

    private static (Verdict Verdict, Cause Cause, string Message) Judge(ITestResult result, Exception? thrown) => result.ResultState.Status switch
    {
        TestStatus.Passed or TestStatus.Warning => (Verdict.Passed, Cause.None, ""),
        TestStatus.Skipped => (Verdict.NotRun, Cause.Prerequisite, Tidy(result.Message)),
        TestStatus.Inconclusive => (Verdict.Inconclusive, Cause.Noise, Tidy(result.Message)),
        _ => Chain(thrown).Select(Known).FirstOrDefault(known => known is not null)
            ?? (result.ResultState.Label == ResultState.Failure.Label
                ? (Verdict.Failed, Cause.WrongAnswer, Tidy(result.Message))
                : (Verdict.Failed, Cause.Grader, Tidy(result.Message))),
    };

    private static (Verdict, Cause, string)? Known(Exception exception) => exception switch
    {
        StudentFailure failure => (Verdict.Failed, failure.Cause, failure.Message),
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

    /// <summary>NUnit's message without the line that repeats the assertion's source code.</summary>
    private static string Tidy(string? message) => string.Join('\n', (message ?? "")
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith("Assert.That(", StringComparison.Ordinal))
        .Select(line => line.Replace("OneTimeSetUp: ", "", StringComparison.Ordinal).Replace("SetUp : ", "", StringComparison.Ordinal)));

    /// <summary>The message that may be shown for a hidden test: the message of an exception or an assertion may contain its inputs.</summary>
    private static string Conceal(Cause cause, string message) => cause switch
    {
        Cause.WrongAnswer => "A hidden test: its name says what it asks. Its inputs are not shown.",
        Cause.Exception => "The code threw an exception on a hidden input.",
        _ => message,
    };
}
