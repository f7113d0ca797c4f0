namespace Frugal.Grading.Grades;

/// <summary>Why a test or a task did not pass. In <c>grade.json</c> in snake_case: <c>out_of_memory</c>.</summary>
public enum Cause
{
    /// <summary>No cause: it passed.</summary>
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

    /// <summary>The work looks finished but is not: fake quantisation, a constant or memorised answer, a forged reply.</summary>
    Cheating,

    /// <summary>The process exceeded its time limit.</summary>
    Timeout,

    /// <summary>The process exceeded its memory limit.</summary>
    OutOfMemory,

    /// <summary>The stack overflowed.</summary>
    StackOverflow,

    /// <summary>The process exited before it answered.</summary>
    Exit,

    /// <summary>The process was ended by a signal, or by an exception outside the call.</summary>
    Crash,

    /// <summary>The process wrote more output than allowed.</summary>
    OutputFlood,

    /// <summary>The process started more processes than allowed.</summary>
    TooManyProcesses,

    /// <summary>A required task did not pass.</summary>
    Prerequisite,

    /// <summary>The timing could not be distinguished from noise.</summary>
    Noise,

    /// <summary>The grader itself failed; not the student's fault.</summary>
    Grader,
}
