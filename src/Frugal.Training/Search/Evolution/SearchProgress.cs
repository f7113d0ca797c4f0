namespace Frugal.Search;

/// <summary>Where a search stands, reported after every evaluated candidate.</summary>
/// <param name="Generation">The generation in progress; 0 is drawn at random.</param>
/// <param name="Evaluated">Candidates evaluated so far.</param>
/// <param name="Best">The best of them.</param>
public sealed record SearchProgress(int Generation, int Evaluated, EvaluatedCandidate Best);
