namespace Frugal.Pruning;

/// <summary>Options of the search for a winning ticket.</summary>
public sealed record LotteryOptions
{
    /// <summary>Rounds of training, pruning and rewinding, 1 to 100; 5 by default.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>The share of the remaining weights that each round removes, above 0 and below 1; 0.2 by default.</summary>
    public double Rate { get; init; } = 0.2;

    /// <summary>
    /// The step to rewind the weights to, in completed training steps; 0, the default, is the random initialisation
    /// (Frankle et al. 2020, "Linear mode connectivity and the lottery ticket hypothesis", section 2, rewinds larger networks to a later step).
    /// </summary>
    public long RewindStep { get; init; }

    /// <summary>Whether layers are ranked separately or together; separately by default.</summary>
    public PruningScope Scope { get; init; } = PruningScope.Layer;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public LotteryOptions Validated()
    {
        PruningRange.Share(nameof(Rate), Rate);
        return this switch
        {
            { Rounds: < 1 or > 100 } => throw Guard.OutOfRange("Pruning", nameof(Rounds), Rounds, "1 to 100"),
            { RewindStep: < 0 } => throw Guard.OutOfRange("Pruning", nameof(RewindStep), RewindStep, "at least 0"),
            _ => this,
        };
    }
}
