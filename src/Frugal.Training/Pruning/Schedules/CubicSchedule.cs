namespace Frugal.Pruning;

/// <summary>
/// A sparsity schedule that rises fast at first and slowly at the end: s_f + (s_i - s_f) (1 - (t - t_0) / (n dt))^3
/// (Zhu and Gupta 2017, "To prune, or not to prune", equation 1).
/// </summary>
public sealed record CubicSchedule
{
    /// <summary>The share of zeros before the first step, 0 to below <see cref="Final"/>; 0 by default.</summary>
    public double Initial { get; init; }

    /// <summary>The share of zeros at the end, above 0 and below 1; 0.9 by default.</summary>
    public double Final { get; init; } = 0.9;

    /// <summary>The step, counted from 0, at which weights are first removed; 0 by default.</summary>
    public long Begin { get; init; }

    /// <summary>The step at which <see cref="Final"/> is reached, after <see cref="Begin"/>.</summary>
    public required long End { get; init; }

    /// <summary>Steps between two removals, at least 1; 10 by default.</summary>
    public long Every { get; init; } = 10;

    /// <summary>The target sparsity at <paramref name="step"/>.</summary>
    public double At(long step)
    {
        var part = Math.Clamp((double)(step - Begin) / (End - Begin), 0, 1);
        return Final + (Initial - Final) * Math.Pow(1 - part, 3);
    }

    /// <summary>Whether weights are removed after <paramref name="step"/>.</summary>
    public bool IsDue(long step) => step >= Begin && step <= End && ((step - Begin) % Every == 0 || step == End);

    /// <summary>Returns the schedule, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public CubicSchedule Validated()
    {
        PruningRange.Share(nameof(Final), Final);
        return this switch
        {
            _ when !(Initial >= 0 && Initial < Final) => throw Guard.OutOfRange("Pruning", nameof(Initial), Initial, "at least 0 and below Final"),
            { Begin: < 0 } => throw Guard.OutOfRange("Pruning", nameof(Begin), Begin, "at least 0"),
            _ when End <= Begin => throw Guard.OutOfRange("Pruning", nameof(End), End, "a step after Begin"),
            { Every: < 1 } => throw Guard.OutOfRange("Pruning", nameof(Every), Every, "at least 1"),
            _ => this,
        };
    }
}
