using Frugal.Grading.Grades;

namespace Frugal.Grading.Containment;

/// <summary>The student's code did not answer a call: it threw, or its process was ended.</summary>
/// <param name="cause">Why.</param>
/// <param name="message">What happened and what to do next, for the student.</param>
/// <param name="details">The exception as it was thrown there, or the last lines that the process wrote; null where there is nothing to show.</param>
public sealed class StudentFailure(Cause cause, string message, string? details = null) : Exception(message)
{
    /// <summary>Why there is no answer.</summary>
    public Cause Cause { get; } = cause;

    /// <summary>What the process left behind: an exception with its trace, or its last lines.</summary>
    public string? Details { get; } = details;
}
