namespace Frugal.Grading.Budgets;

/// <summary>The milliseconds that the sides of one round took.</summary>
/// <param name="Subject">The student's.</param>
/// <param name="Reference">The unimproved reference's: the float32 model, the plain loop.</param>
/// <param name="Worked">The grader's worked answer's, where it is timed too.</param>
internal readonly record struct TimedRound(double Subject, double Reference, double? Worked = null)
{
    /// <summary>How many times as fast as the reference the subject was.</summary>
    public double Ratio => Reference / Subject;

    public double Shortest => Math.Min(Math.Min(Subject, Reference), Worked ?? double.PositiveInfinity);

    /// <summary>The subject's time with what it waited longer than the side that it is held against, where processor time is gated.</summary>
    public double? SubjectWaited { get; init; }

    /// <summary>The same round with the wait counted as the subject's work.</summary>
    public TimedRound? Waited => SubjectWaited is { } time ? new TimedRound(time, Reference, Worked) : null;
}
