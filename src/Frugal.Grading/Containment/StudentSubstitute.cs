namespace Frugal.Grading.Containment;

/// <summary>Another program in the place of the student's: set by the process that grades mutants, in its own memory, where no submission can.</summary>
/// <param name="Program">The program that runs the probes.</param>
/// <param name="MostTime">The longest time of a call; null for what each task allows.</param>
internal sealed record StudentSubstitute(string Program, TimeSpan? MostTime)
{
    /// <summary>The shorter of two limits.</summary>
    public TimeSpan Shorten(TimeSpan limit) => MostTime is { } most && most < limit ? most : limit;
}
