using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Containment;

/// <summary>The student's code did not answer a call: it threw an exception, or its process was ended.</summary>
/// <param name="cause">The cause.</param>
/// <param name="message">What happened, and the remedy, for the student; at most 4,096 characters are kept.</param>
/// <param name="details">The exception thrown by the student's code, or the last lines written by the process; null if there is nothing to show.</param>
public sealed class StudentFailure(Cause cause, string message, string? details = null) : Exception(PlainText.Clip(message))
{
    private const int LongestDetails = 20_000;

    /// <summary>Why there is no answer.</summary>
    public Cause Cause { get; } = cause;

    /// <summary>The output of the process: an exception with its stack trace, or its last lines; at most 20,000 characters.</summary>
    public string? Details { get; } = details is null ? null : PlainText.Clip(details, LongestDetails);

    /// <summary>Whether a <see cref="Cause.Timeout"/> is one of processor time, which a busy machine does not explain.</summary>
    internal bool Busy { get; init; }

    /// <summary>The type of the exception that the student's code threw, and where, without its message; null if it threw none.</summary>
    internal string? Thrown { get; init; }
}
