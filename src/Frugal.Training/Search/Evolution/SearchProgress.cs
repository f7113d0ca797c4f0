namespace Frugal.Search;

/// <summary>The progress of a search, reported after every evaluated candidate.</summary>
/// <param name="Generation">The current generation; generation 0 is drawn at random.</param>
/// <param name="Evaluated">Candidates evaluated so far.</param>
/// <param name="Best">The best of them.</param>
public sealed record SearchProgress(int Generation, int Evaluated, EvaluatedCandidate Best);
