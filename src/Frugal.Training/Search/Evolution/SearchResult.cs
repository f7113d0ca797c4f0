using Frugal.Measuring;

namespace Frugal.Search;

/// <summary>The result of a search.</summary>
/// <param name="Evaluated">Every evaluated candidate, in order; all are within the budget.</param>
public sealed record SearchResult(IReadOnlyList<EvaluatedCandidate> Evaluated)
{
    private static readonly ParetoFront<EvaluatedCandidate> Costs =
        new(one => -one.Quality, one => one.Cost.Bytes.Bytes, one => one.Cost.Macs, one => one.Cost.Latency?.Value ?? 0);

    /// <summary>The candidate with the highest quality; ties go to the fewest multiply-accumulates, then the fewest bytes.</summary>
    public EvaluatedCandidate Best => BestOf(Evaluated);

    /// <summary>
    /// The Pareto front (Pareto 1906): the candidates that no other candidate dominates in quality, bytes, multiply-accumulates and latency. By
    /// descending quality.
    /// </summary>
    public IReadOnlyList<EvaluatedCandidate> Front =>
        [.. Costs.Of(Evaluated).OrderByDescending(one => one.Quality).ThenBy(one => one.Cost.Macs)];

    internal static EvaluatedCandidate BestOf(IEnumerable<EvaluatedCandidate> evaluated) =>
        evaluated.OrderByDescending(one => one.Quality).ThenBy(one => one.Cost.Macs).ThenBy(one => one.Cost.Bytes.Bytes).First();
}
