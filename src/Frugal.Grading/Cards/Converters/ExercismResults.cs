using System.Text.Json;
using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards.Converters;

/// <summary>
/// A grade as version 3 of Exercism's <c>results.json</c> (source: "The Test Runner Interface", exercism.org/docs/building/tooling/test-runners/interface,
/// read 2026-11). <c>test_code</c> is omitted: the grader's code is hidden from the student. A test that did not run fails, with its reason.
/// </summary>
public static class ExercismResults
{
    private const int LongestMessage = 65_535 / 4;           // the limit is in bytes, and a character has at most four

    /// <summary>Creates the file's text.</summary>
    public static string Write(Grade grade)
    {
        ArgumentNullException.ThrowIfNull(grade);
        var tests = grade.Tasks.SelectMany(task => task.TestsOrItself().Select(test => (task, test))).ToArray();
        return JsonSerializer.Serialize(new
        {
            Version = 3,
            Status = tests.Length == 0 ? "error" : tests.All(row => row.test.Verdict == Verdict.Passed) ? "pass" : "fail",
            Message = tests.Length == 0 ? "No test ran. Show this to your teacher." : null,
            Tests = tests.Select(row => new
            {
                Name = PlainText.Line(row.test.Name),
                Status = Status(row.test),
                Message = row.test.Verdict == Verdict.Passed ? null : Cut(row.test.Explanation(row.task)),
                TaskId = row.task.Id,
            }),
        }, ConverterJson.Snake) + "\n";
    }

    private static string Status(TestGrade test) => test.Verdict == Verdict.Passed ? "pass" : test.Cause.IsError() ? "error" : "fail";

    private static string Cut(string text) => text.Length <= LongestMessage ? text : text[..(LongestMessage - 1)] + "…";
}
