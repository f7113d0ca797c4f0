using Frugal.Grading.Grades;

namespace Frugal.Grading.Tasks;

/// <summary>Ends a test for a cause of its own: too slow, too large, cheating. <see cref="Cause.Noise"/> makes it inconclusive.</summary>
/// <param name="cause">Why it does not pass.</param>
/// <param name="message">What was measured, what is allowed, what to do next.</param>
public sealed class GradingException(Cause cause, string message) : Exception(message)
{
    /// <summary>Why it does not pass.</summary>
    public Cause Cause { get; } = cause;
}
