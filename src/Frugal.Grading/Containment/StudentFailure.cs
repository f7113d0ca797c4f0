using Frugal.Grading.Grades;

namespace Frugal.Grading.Containment;

/// <summary>The student's code did not answer a call: it threw an exception, or its process was ended.</summary>
/// <param name="cause">The cause.</param>
/// <param name="message">What happened, and the remedy, for the student.</param>
/// <param name="details">The exception thrown by the student's code, or the last lines written by the process; null if there is nothing to show.</param>
public sealed class StudentFailure(Cause cause, string message, string? details = null) : Exception(message)
{
    /// <summary>Why there is no answer.</summary>
    public Cause Cause { get; } = cause;

    /// <summary>The output of the process: an exception with its stack trace, or its last lines.</summary>
    public string? Details { get; } = details;
}
