namespace Frugal.Architectures;

/// <summary>How many singular directions of a layer are kept: a fixed rank, or the fewest that hold a given part of the energy.</summary>
public sealed record RankChoice
{
    private RankChoice() { }

    /// <summary>The requested rank; null if a part of the energy was requested.</summary>
    public int? Rank { get; private init; }

    /// <summary>The part of the sum of squared singular values that is kept, above 0 to 1; null if a rank was requested.</summary>
    public double? Energy { get; private init; }

    /// <summary>Keeps <paramref name="rank"/> directions.</summary>
    /// <exception cref="FrugalException">The rank is below 1.</exception>
    public static RankChoice Exactly(int rank) => rank >= 1 ? new() { Rank = rank } : throw FactorizationErrors.Rank(rank, "1 or more");

    /// <summary>Keeps the fewest directions that hold <paramref name="energy"/> of the sum of squared singular values.</summary>
    /// <exception cref="FrugalException">The energy is not above 0 and at most 1.</exception>
    public static RankChoice KeepingEnergy(double energy) => energy is > 0 and <= 1
        ? new() { Energy = energy }
        : throw FactorizationErrors.Energy(energy);

    /// <summary>The choice as "rank 8" or "95% of the energy".</summary>
    public override string ToString() => Rank is { } rank
        ? FormattableString.Invariant($"rank {rank}")
        : FormattableString.Invariant($"{100 * Energy:0.#}% of the energy");

    /// <summary>The rank for directions with these energies, the largest first.</summary>
    internal int Of(IReadOnlyList<double> energies)
    {
        if (Rank is { } rank)
        {
            return rank <= energies.Count ? rank : throw FactorizationErrors.Rank(rank, $"1 to {energies.Count} in this layer");
        }

        // The tolerance covers the rounding error of the sum: an energy of 1 must not keep directions that are only noise.
        var left = energies.Sum() * (1 - Energy!.Value + 1e-12);
        var kept = energies.Count;
        for (var lost = 0.0; kept > 1 && lost + energies[kept - 1] <= left; kept--)
        {
            lost += energies[kept - 1];
        }

        return kept;
    }
}
