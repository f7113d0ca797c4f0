namespace Frugal.Grading.Budgets;

/// <summary>The milliseconds taken by each side of one round.</summary>
/// <param name="Subject">The student's time.</param>
/// <param name="Reference">The time of the unimproved reference: the float32 model, the plain loop.</param>
/// <param name="Worked">The time of the grader's worked answer, if it is timed.</param>
internal readonly record struct TimedRound(double Subject, double Reference, double? Worked = null)
{
    /// <summary>The subject's speed-up over the reference.</summary>
    public double Ratio => Reference / Subject;

    public double Shortest => Math.Min(Math.Min(Subject, Reference), Worked ?? double.PositiveInfinity);

    /// <summary>If the gate applies to processor time: the subject's time plus the time that it waited longer than the side it is compared with.</summary>
    public double? SubjectWaited { get; init; }

    /// <summary>The same round with the wait counted as the subject's work.</summary>
    public TimedRound? Waited => SubjectWaited is { } time ? new TimedRound(time, Reference, Worked) : null;
}
