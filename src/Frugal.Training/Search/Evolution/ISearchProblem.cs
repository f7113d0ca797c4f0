namespace Frugal.Search;

/// <summary>A search problem.</summary>
public interface ISearchProblem
{
    /// <summary>
    /// The number of alternatives of each question, at least 1. Alternative 0 is the cheapest: a candidate over the budget is brought within
    /// it by lowering one choice after another.
    /// </summary>
    IReadOnlyList<int> Alternatives { get; }

    /// <summary>The cost of a candidate. It is counted or looked up, so it must be fast. Called once per candidate.</summary>
    CandidateCost Cost(Candidate candidate);

    /// <summary>The quality of a candidate; higher is better. This is the expensive call. Called once per candidate.</summary>
    double Quality(Candidate candidate);
}
