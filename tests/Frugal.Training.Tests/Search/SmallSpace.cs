using Frugal.Search;
using Frugal.Training.Tests.Architectures;

namespace Frugal.Training.Tests.Search;

/// <summary>432 networks of a few thousand weights, for pictures of 16 by 16 in three classes.</summary>
internal static class SmallSpace
{
    public const int Size = 16;

    public static MobileNetSpace Space { get; } = new()
    {
        Classes = 3,
        Stems = [8, 16],
        Stages = [new([8, 16], [1], [1]), new([12, 16, 24], [2, 4], [1, 2, 3]) { Kernels = [3, 5, 7] }],
        Heads = [16, 32],
    };

    public static SuperNetwork Filled() => GoldenFormula.Fill(new SuperNetwork(Space));

    public static IEnumerable<Candidate> Some()
    {
        yield return Space.Smallest;
        yield return Space.Largest;
        yield return Candidate.Of(0, 1, 0, 0, 0, 1, 0, 2, 1, 1);
        yield return Candidate.Of(1, 0, 0, 0, 0, 2, 1, 0, 0, 0);
        yield return Candidate.Of(1, 1, 0, 0, 0, 0, 0, 1, 2, 1);
    }
}
