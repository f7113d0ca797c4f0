namespace Frugal.Grading.Grades;

/// <summary>The verdict on a test or a task.</summary>
public enum Verdict
{
    /// <summary>All requirements are met.</summary>
    Passed,

    /// <summary>Some requirements are met: some of the task's points are earned.</summary>
    Partial,

    /// <summary>The requirements are not met.</summary>
    Failed,

    /// <summary>Not run, because a required task did not pass.</summary>
    NotRun,

    /// <summary>The machine was too noisy for a verdict, even after repeated measurements.</summary>
    Inconclusive,
}
