namespace Frugal.Search;

/// <summary>A candidate within the budget whose quality is known.</summary>
/// <param name="Candidate">Its choices.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Quality">How good it is; more is better.</param>
/// <param name="Generation">The generation that found it; 0 was drawn at random.</param>
public sealed record EvaluatedCandidate(Candidate Candidate, CandidateCost Cost, double Quality, int Generation);
