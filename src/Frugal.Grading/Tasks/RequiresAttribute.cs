namespace Frugal.Grading.Tasks;

/// <summary>
/// A test of an earlier task that a test builds on; on a fixture, each of its tests. If it did not pass, the test runs on the grader's stand-in for
/// that part, for a share of its points; without a stand-in it is not run, which costs its points but does not count as a failure.
/// </summary>
/// <param name="task">The number of an earlier task.</param>
/// <param name="test">The name of a test method of that task, by <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresAttribute(int task, string test) : Attribute
{
    /// <summary>The environment variable that, if set to <c>ignore</c>, runs every test and every stage regardless of earlier results, without stand-ins.</summary>
    public const string Variable = "FRUGAL_GRADE_PREREQUISITES";

    /// <summary>The share of the points of a test that ran on a stand-in: 80%.</summary>
    public const double StandInShare = 0.8;

    /// <summary>The number of the earlier task.</summary>
    public int Task { get; } = task;

    /// <summary>The name of the test method.</summary>
    public string Test { get; } = test;

    /// <summary>The name of the part that the grader can give in place of the student's, as the card shows it: "preprocessing". Null if it can give none.</summary>
    /// <remarks>A stand-in may reach the student's process as data only, such as prepared tensors: never as code that answers the earlier task.
    /// The test asks <see cref="TaskFixture.StandsIn"/> whether to use it.</remarks>
    public string? StandIn { get; init; }

    /// <summary>Whether prerequisites are enforced in this grading.</summary>
    internal static bool Count => Environment.GetEnvironmentVariable(Variable) != "ignore";

    /// <summary>The test's name as the card shows it.</summary>
    internal string Sentence => Test.Replace('_', ' ');
}
