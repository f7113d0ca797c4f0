namespace Frugal.Serving.Problems;

/// <summary>Ends a request with <see cref="Problem"/>.</summary>
/// <param name="problem">What the client is told.</param>
/// <param name="cause">What lies beneath, for the log.</param>
public sealed class ProblemException(Problem problem, Exception? cause = null) : Exception(problem.Detail, cause)
{
    /// <summary>What the client is told.</summary>
    public Problem Problem { get; } = problem;
}
