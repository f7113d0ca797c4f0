namespace Frugal.Serving.Problems;

/// <summary>Ends a request with the response <see cref="Problem"/>.</summary>
/// <param name="problem">The problem reported to the client.</param>
/// <param name="cause">The underlying exception, for the log.</param>
public sealed class ProblemException(Problem problem, Exception? cause = null) : Exception(problem.Detail, cause)
{
    /// <summary>The problem reported to the client.</summary>
    public Problem Problem { get; } = problem;
}
