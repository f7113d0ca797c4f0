namespace Frugal.Search;

/// <summary>A candidate within the budget whose quality is known.</summary>
/// <param name="Candidate">Its choices.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Quality">Its quality; higher is better.</param>
/// <param name="Generation">The generation that found it; generation 0 is drawn at random.</param>
public sealed record EvaluatedCandidate(Candidate Candidate, CandidateCost Cost, double Quality, int Generation);
