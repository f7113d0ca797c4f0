using Frugal.Measuring;

namespace Frugal.Search;

/// <summary>What a search found.</summary>
/// <param name="Evaluated">Every candidate that was evaluated, in order; all keep the budget.</param>
public sealed record SearchResult(IReadOnlyList<EvaluatedCandidate> Evaluated)
{
    private static readonly ParetoFront<EvaluatedCandidate> Costs =
        new(one => -one.Quality, one => one.Cost.Bytes.Bytes, one => one.Cost.Macs, one => one.Cost.Latency?.Value ?? 0);

    /// <summary>The best of all; of equal ones the one with the fewest multiply-accumulates, then bytes.</summary>
    public EvaluatedCandidate Best => BestOf(Evaluated);

    /// <summary>
    /// The candidates that no other one beats: none is as good, as small, as light and as fast, and better in one of these (Pareto 1906). By descending quality.
    /// </summary>
    public IReadOnlyList<EvaluatedCandidate> Front =>
        [.. Costs.Of(Evaluated).OrderByDescending(one => one.Quality).ThenBy(one => one.Cost.Macs)];

    internal static EvaluatedCandidate BestOf(IEnumerable<EvaluatedCandidate> evaluated) =>
        evaluated.OrderByDescending(one => one.Quality).ThenBy(one => one.Cost.Macs).ThenBy(one => one.Cost.Bytes.Bytes).First();
}
