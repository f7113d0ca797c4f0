namespace Frugal.Grading.Tasks;

/// <summary>The tasks that must pass before this one runs. Otherwise it is not run, which costs its points but does not count as a failure.</summary>
/// <param name="tasks">The numbers of earlier tasks.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(params int[] tasks) : Attribute
{
    /// <summary>The environment variable that, if set to <c>ignore</c>, runs every task and every stage regardless of earlier results.</summary>
    public const string Variable = "FRUGAL_GRADE_PREREQUISITES";

    /// <summary>The numbers of earlier tasks.</summary>
    public IReadOnlyList<int> Tasks { get; } = tasks;

    /// <summary>Whether prerequisites are enforced in this grading.</summary>
    internal static bool Count => Environment.GetEnvironmentVariable(Variable) != "ignore";
}
