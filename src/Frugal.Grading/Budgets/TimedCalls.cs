namespace Frugal.Grading.Budgets;

/// <summary>The sides of a timing of calls into processes.</summary>
/// <remarks>The reference runs in its own process, which never loads the student's code, so that the student's code cannot slow it down.</remarks>
/// <typeparam name="TIn">A batch.</typeparam>
/// <typeparam name="TOut">The answer to a batch.</typeparam>
public sealed record TimedCalls<TIn, TOut>
{
    /// <summary>Creates a batch with the given number of items, a different one each time.</summary>
    public required Func<int, TIn> Batch { get; init; }

    /// <summary>Calls the student's code.</summary>
    public required Func<TIn, TOut> Subject { get; init; }

    /// <summary>Calls the reference.</summary>
    public required Func<TIn, TOut> Reference { get; init; }

    /// <summary>The processor time of the subject's process and its children so far, as counted by the kernel; null if not known.</summary>
    public Func<TimeSpan>? SubjectTime { get; init; }

    /// <summary>The processor time of the reference's process.</summary>
    public Func<TimeSpan>? ReferenceTime { get; init; }

    /// <summary>Calls the grader's worked answer, also in its own process; required, and timed, for a <see cref="WorkedBudgetAttribute"/>.</summary>
    public Func<TIn, TOut>? Worked { get; init; }

    /// <summary>The processor time of the worked answer's process.</summary>
    public Func<TimeSpan>? WorkedTime { get; init; }

    /// <summary>Throws if the subject's answer (the second argument) is wrong compared with the reference's (the third). Not timed.</summary>
    public required Action<TIn, TOut, TOut> Check { get; init; }
}
