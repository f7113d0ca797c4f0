using Frugal.Measuring;
using Frugal.Search;

namespace Frugal.Training.Tests.Search;

/// <summary>
/// A search whose every answer is known: each choice is worth something, two choices next to each other something more where they agree, and both bytes and
/// multiply-accumulates grow with the choices.
/// </summary>
internal sealed class KnownProblem(params int[] alternatives) : ISearchProblem
{
    public IReadOnlyList<int> Alternatives => alternatives;

    public List<Candidate> Asked { get; } = [];

    public CandidateCost Cost(Candidate candidate) => new(
        new ByteSize(100 + candidate.Choices.Select((choice, at) => 10 * choice * (at % 3 + 1)).Sum()),
        1000 + candidate.Choices.Select((choice, at) => 50 * choice * (3 - at % 3)).Sum());

    public double Quality(Candidate candidate)
    {
        Asked.Add(candidate);
        return Worth(candidate);
    }

    public double Worth(Candidate candidate) =>
        candidate.Choices.Select((choice, at) => Math.Sqrt(choice * (at * 7 % 5 + 1))).Sum()
        + candidate.Choices.Zip(candidate.Choices.Skip(1)).Count(pair => pair.First == pair.Second && pair.First > 0);

    public IEnumerable<Candidate> All() => alternatives.Aggregate(
        (IEnumerable<int[]>)[[]], (known, count) => known.SelectMany(choices => Enumerable.Range(0, count).Select(choice => (int[])[.. choices, choice]))).Select(choices => Candidate.Of(choices));
}
