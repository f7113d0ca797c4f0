namespace Frugal.Grading.Grades;

/// <summary>Why a test or a task is not passed. In <c>grade.json</c> in snake_case: <c>out_of_memory</c>.</summary>
public enum Cause
{
    /// <summary>There is nothing to explain: it passed.</summary>
    None,

    /// <summary>The student's code does not compile.</summary>
    DoesNotCompile,

    /// <summary>The task still throws <see cref="NotImplementedException"/>.</summary>
    NotDone,

    /// <summary>An answer is wrong.</summary>
    WrongAnswer,

    /// <summary>The student's code threw an exception.</summary>
    Exception,

    /// <summary>Slower than the budget.</summary>
    TooSlow,

    /// <summary>Larger than the budget.</summary>
    TooLarge,

    /// <summary>More memory than the budget.</summary>
    TooMuchMemory,

    /// <summary>Less accurate than the floor.</summary>
    TooInaccurate,

    /// <summary>Looks finished and is not: fake quantisation, a constant or memorised answer, a forged reply.</summary>
    Cheating,

    /// <summary>The process ran past its time limit.</summary>
    Timeout,

    /// <summary>The process ran past its memory limit.</summary>
    OutOfMemory,

    /// <summary>The stack overflowed.</summary>
    StackOverflow,

    /// <summary>The process ended itself before it had answered.</summary>
    Exit,

    /// <summary>A signal ended the process, or an exception outside the call.</summary>
    Crash,

    /// <summary>The process wrote more output than it may.</summary>
    OutputFlood,

    /// <summary>The process started more processes than it may.</summary>
    TooManyProcesses,

    /// <summary>A task that this one builds on is not passed.</summary>
    Prerequisite,

    /// <summary>The timing could not be told from the machine's noise.</summary>
    Noise,

    /// <summary>The grader itself failed; the student's work is not to blame.</summary>
    Grader,
}
