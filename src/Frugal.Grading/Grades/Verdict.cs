namespace Frugal.Grading.Grades;

/// <summary>What became of a test or a task.</summary>
public enum Verdict
{
    /// <summary>Everything that was asked holds.</summary>
    Passed,

    /// <summary>A part holds: some of the task's points are earned.</summary>
    Partial,

    /// <summary>What was asked does not hold.</summary>
    Failed,

    /// <summary>Not run, because a task that it builds on is not passed.</summary>
    NotRun,

    /// <summary>The machine was too noisy to tell, even after measuring again.</summary>
    Inconclusive,
}
