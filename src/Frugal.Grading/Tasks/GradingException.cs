using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Tasks;

/// <summary>Ends a test with a specific cause: too slow, too large, cheating. <see cref="Cause.Noise"/> makes it inconclusive.</summary>
/// <param name="cause">Why the test does not pass.</param>
/// <param name="message">The measured value, the limit, and the remedy.</param>
public sealed class GradingException(Cause cause, string message) : Exception(PlainText.Clip(message))
{
    /// <summary>Why the test does not pass.</summary>
    public Cause Cause { get; } = cause;
}
