namespace Frugal.Search;

/// <summary>What is searched.</summary>
public interface ISearchProblem
{
    /// <summary>
    /// How many alternatives each question has, at least 1. Alternative 0 is the cheapest: a candidate that is too dear is brought within
    /// the budget by going down in one question after another.
    /// </summary>
    IReadOnlyList<int> Alternatives { get; }

    /// <summary>What a candidate costs: counted, or looked up, in no time. Asked once for each.</summary>
    CandidateCost Cost(Candidate candidate);

    /// <summary>How good a candidate is; more is better. This is what takes time. Asked once for each.</summary>
    double Quality(Candidate candidate);
}
