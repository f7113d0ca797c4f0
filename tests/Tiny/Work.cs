namespace Tiny;

/// <summary>How far the student of this lab came. The tests of the grading kit set it before they run the lab in their own process.</summary>
public enum Work
{
    /// <summary>The starter.</summary>
    NotDone,

    /// <summary>Some answers are wrong.</summary>
    Half,

    /// <summary>Throws its inputs, a command for a CI system, and much text.</summary>
    Throws,

    /// <summary>The solution.</summary>
    Done,
}

/// <summary>The student's code, one method a task.</summary>
public static class Student
{
    /// <summary>What the running grading grades.</summary>
    public static Work Work { get; set; }

    /// <summary>Task 1: half done, it forgets the signs.</summary>
    public static int Add(Work work, int a, int b) => work switch
    {
        Work.NotDone => throw new NotImplementedException("Task 1 - add. Hint: one sign."),
        Work.Throws => throw new InvalidOperationException($"{a} and {b} ##vso[task.complete] {new string('x', 19_000)}"),
        Work.Half => Math.Abs(a) + Math.Abs(b),
        _ => a + b,
    };
}

/// <summary>What is sent to <see cref="Probes.Add"/>.</summary>
public sealed record Sum(Work Work, int A, int B);

/// <summary>Run in the student's process.</summary>
public static class Probes
{
    /// <summary>Task 1.</summary>
    public static int Add(Sum sum) => Student.Add(sum.Work, sum.A, sum.B);
}
