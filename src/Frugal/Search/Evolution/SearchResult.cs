namespace Frugal.Search;

/// <summary>What a search found.</summary>
/// <param name="Evaluated">Every candidate that was evaluated, in order; all keep the budget.</param>
public sealed record SearchResult(IReadOnlyList<EvaluatedCandidate> Evaluated)
{
    /// <summary>The best of all; of equal ones the one with the fewest multiply-accumulates, then bytes.</summary>
    public EvaluatedCandidate Best => BestOf(Evaluated);

    /// <summary>
    /// The candidates that no other one beats: none is as good, as small, as light and as fast, and better in one of these (Pareto 1906). By descending quality.
    /// </summary>
    public IReadOnlyList<EvaluatedCandidate> Front =>
        [.. Evaluated.Where(one => !Evaluated.Any(other => Beats(other, one))).OrderByDescending(one => one.Quality).ThenBy(one => one.Cost.Macs)];

    internal static EvaluatedCandidate BestOf(IEnumerable<EvaluatedCandidate> evaluated) =>
        evaluated.OrderByDescending(one => one.Quality).ThenBy(one => one.Cost.Macs).ThenBy(one => one.Cost.Bytes.Bytes).First();

    private static bool Beats(EvaluatedCandidate one, EvaluatedCandidate other)
    {
        double[] mine = Figures(one), others = Figures(other);
        return mine.Zip(others).All(pair => pair.First <= pair.Second) && mine.Zip(others).Any(pair => pair.First < pair.Second);
    }

    private static double[] Figures(EvaluatedCandidate one) => [-one.Quality, one.Cost.Bytes.Bytes, one.Cost.Macs, one.Cost.Latency?.Value ?? 0];
}
