namespace Frugal.Pruning;

/// <summary>How a winning ticket is looked for.</summary>
public sealed record LotteryOptions
{
    /// <summary>How often is trained, pruned and rewound, 1 to 100; 5 by default.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>The share of the weights still there that goes in each round, above 0 and below 1; 0.2 by default.</summary>
    public double Rate { get; init; } = 0.2;

    /// <summary>
    /// The number of steps after which the weights were what they are rewound to; 0, the default, is the random start
    /// (Frankle et al. 2020, "Linear mode connectivity and the lottery ticket hypothesis", section 2, rewinds larger networks to a later step).
    /// </summary>
    public long RewindStep { get; init; }

    /// <summary>Whether layers are compared with each other; each by itself by default.</summary>
    public PruningScope Scope { get; init; } = PruningScope.Layer;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public LotteryOptions Validated()
    {
        PruningRange.Share(nameof(Rate), Rate);
        return this switch
        {
            { Rounds: < 1 or > 100 } => throw PruningErrors.OutOfRange(nameof(Rounds), Rounds, "1 to 100"),
            { RewindStep: < 0 } => throw PruningErrors.OutOfRange(nameof(RewindStep), RewindStep, "at least 0"),
            _ => this,
        };
    }
}
