using System.Text.RegularExpressions;

namespace Frugal.Grading.Authoring;

/// <summary>The place where a student starts: <c>throw new NotImplementedException("Task 2 - load the model on first use. Hint: Lazy&lt;T&gt;.")</c>.</summary>
/// <param name="Task">The task's number; null if the text does not begin with "Task N - ".</param>
/// <param name="HasHint">Whether the text ends in a hint.</param>
/// <param name="Line">The line in the source, from 1.</param>
internal sealed partial record TaskStub(int? Task, bool HasHint, int Line)
{
    /// <summary>The stubs of a C# source.</summary>
    public static IEnumerable<TaskStub> In(string source) => Throw().Matches(source).Select(match =>
    {
        var text = string.Concat(match.Groups["text"].Captures.Select(capture => capture.Value));
        var task = Numbered().Match(text);
        return new TaskStub(task.Success ? int.Parse(task.Groups[1].ValueSpan) : null, WithHint().IsMatch(text), 1 + source.AsSpan(0, match.Index).Count('\n'));
    });

    [GeneratedRegex("""\bNotImplementedException\(\s*(?:\$?"(?<text>(?:[^"\\]|\\.)*)"\s*\+?\s*)*\)""")]
    private static partial Regex Throw();

    [GeneratedRegex(@"\ATask ([0-9]{1,3}) - \S")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\bHint: \S")]
    private static partial Regex WithHint();
}
