namespace Frugal.Grading.Budgets;

/// <summary>The sides of a timing that is made of calls into processes.</summary>
/// <remarks>The reference belongs into a process of its own that never loads the student's code, so that nothing of the student's can slow it down.</remarks>
/// <typeparam name="TIn">A batch.</typeparam>
/// <typeparam name="TOut">The answer to a batch.</typeparam>
public sealed record TimedCalls<TIn, TOut>
{
    /// <summary>Makes a batch of some items, another one each time.</summary>
    public required Func<int, TIn> Batch { get; init; }

    /// <summary>Calls the student's code.</summary>
    public required Func<TIn, TOut> Subject { get; init; }

    /// <summary>Calls the reference.</summary>
    public required Func<TIn, TOut> Reference { get; init; }

    /// <summary>The processor time that the subject's process and its children have taken so far, as the kernel counts it; null where that is not known.</summary>
    public Func<TimeSpan>? SubjectTime { get; init; }

    /// <summary>The same of the reference's process.</summary>
    public Func<TimeSpan>? ReferenceTime { get; init; }

    /// <summary>Calls the grader's worked answer, in a process of its own as well; needed, and timed, for a <see cref="WorkedBudgetAttribute"/>.</summary>
    public Func<TIn, TOut>? Worked { get; init; }

    /// <summary>The processor time of the worked answer's process.</summary>
    public Func<TimeSpan>? WorkedTime { get; init; }

    /// <summary>Throws where the subject's answer (the second argument) is not right beside the reference's (the third). Not timed.</summary>
    public required Action<TIn, TOut, TOut> Check { get; init; }
}
