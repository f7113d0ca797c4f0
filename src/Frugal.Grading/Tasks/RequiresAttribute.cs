namespace Frugal.Grading.Tasks;

/// <summary>The tasks that this one builds on. Unless each of them is passed, this one is not run: that costs its points, but is no failure of its own.</summary>
/// <param name="tasks">The numbers of earlier tasks.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(params int[] tasks) : Attribute
{
    /// <summary>The environment variable that, at <c>ignore</c>, has every task and every stage run, whatever the earlier ones gave.</summary>
    public const string Variable = "FRUGAL_GRADE_PREREQUISITES";

    /// <summary>The numbers of earlier tasks.</summary>
    public IReadOnlyList<int> Tasks { get; } = tasks;

    /// <summary>Whether prerequisites count in this grading.</summary>
    internal static bool Count => Environment.GetEnvironmentVariable(Variable) != "ignore";
}
