using Frugal.Grading.Grades;
using Frugal.Reporting;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Tasks;

/// <summary>NUnit's result of a graded test, as its runners print it and write it to files (console, TRX, NUnit's XML): it says what the card says, and no more.</summary>
/// <remarks>The result of a run also holds each failed assertion and the output of the test: inputs, expected values and source lines of hidden tests among
/// them. They cannot be taken out of it, so another result takes its place.</remarks>
internal static class ShownResult
{
    private const int LongestOutput = 20_000;

    /// <summary>The result to report in place of <paramref name="result"/>.</summary>
    /// <param name="result">What NUnit recorded.</param>
    /// <param name="grade">What the card says of the test.</param>
    public static TestResult Of(TestResult result, TestGrade grade)
    {
        var shown = result.Test is Test test ? test.MakeTestResult() : throw new ArgumentException("It is the result of no test.", nameof(result));
        (shown.StartTime, shown.EndTime, shown.Duration) = (result.StartTime, result.EndTime, result.Duration);
        var trace = grade.Cause == Cause.Grader && !grade.Hidden ? result.StackTrace : null;
        shown.SetResult(result.ResultState, grade.Message ?? "", trace);
        if (!grade.Hidden && result.Output is { Length: > 0 } output)
        {
            shown.OutWriter.Write(PlainText.Clip(output, LongestOutput));
        }

        return shown;
    }
}
