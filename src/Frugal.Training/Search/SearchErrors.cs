using Frugal.Measuring;

namespace Frugal.Search;

/// <summary>Creates the exceptions of a search.</summary>
internal static class SearchErrors
{
    public static FrugalException OutOfReach(SearchBudget budget, CandidateCost cheapest, IEnumerable<string> broken) =>
        new($"The budget is {budget} and the smallest candidate takes {cheapest}: {string.Join(" and ", broken)} cannot be met. Raise that limit, use smaller images, or give the search space smaller choices.");

    public static FrugalException LatencyUnknown(Milliseconds limit) =>
        new($"The budget limits latency to {limit}, but candidates have no latency. Measure a LatencyTable and give it to the problem, or leave the limit out.");

    public static FrugalException NoAlternatives(IReadOnlyList<int> given) =>
        new($"The questions of the search have [{string.Join(", ", given)}] alternatives; give one question at least, and each at least one alternative.");

    public static FrugalException NoQuality(Candidate candidate, double quality) =>
        new(FormattableString.Invariant($"Candidate {candidate}: its quality is {quality}. Give a finite number for every candidate."));

    public static FrugalException Unordered(string choices, IEnumerable<int> given) =>
        new($"Search space: {choices} are [{string.Join(", ", given)}]; give at least one, each larger than the one before.");

    public static FrugalException UnsharedExpansion(IEnumerable<int> given) =>
        new($"Search space: the expansions of a stage are [{string.Join(", ", given)}]; blocks of expansion 1 lack a convolution that the others have. Use 1 alone, or leave it out.");

    public static FrugalException UnsharedKernel(IEnumerable<int> given) =>
        new($"Search space: the kernels of a stage are [{string.Join(", ", given)}]; a smaller kernel is the centre of a larger one, so all sides must be odd. Choose among 3, 5 and 7.");

    public static FrugalException NotOfTheSpace(Candidate candidate, IReadOnlyList<int> alternatives) =>
        new($"Candidate {candidate} is not of this search space, whose questions have [{string.Join(", ", alternatives)}] alternatives, counted from 0. Take one of the same space.");

    public static FrugalException NoSuperNetwork(string network) =>
        new($"{network}: the sandwich rule trains a SuperNetwork. Give the Trainer one.");

    public static FrugalException NotMeasured(string part) =>
        new($"The latency table has no entry for {part}. Measure a table for this search space and this size of pictures.");
}
