using Frugal.Grading.Grades;

namespace Frugal.Grading.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Caught">Whether a test of its task failed.</param>
/// <param name="Test">The test that caught it; null if none did, or if it did not end.</param>
/// <param name="Cause">Why the test failed.</param>
/// <param name="Message">What the test said.</param>
/// <param name="Took">How long it was graded.</param>
public sealed record MutantResult(Mutant Mutant, bool Caught, string? Test = null, Cause Cause = Cause.None, string? Message = null, TimeSpan Took = default)
{
    /// <summary>What the review of survivors says of it; null if nothing.</summary>
    public ExplainedMutant? Explained { get; init; }
}

/// <summary>How well a lab's grader tells wrong answers from the worked one.</summary>
public sealed record MutationReport
{
    /// <summary>The lab's name.</summary>
    public required string Lab { get; init; }

    /// <summary>What was asked for.</summary>
    public required MutationOptions Options { get; init; }

    /// <summary>Every graded mutant: the written ones first.</summary>
    public required IReadOnlyList<MutantResult> Results { get; init; }

    /// <summary>How many mutants the operators make of the worked answer, whether they compile or not.</summary>
    public required int Possible { get; init; }

    /// <summary>Entries of the reviewed file that fit no mutant any more, and equivalent mutants that a test caught.</summary>
    public required IReadOnlyList<string> Stale { get; init; }

    /// <summary>How long it took, the build included.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>The mutants that are wrong: all but those explained as equivalent.</summary>
    public IReadOnlyList<MutantResult> Wrong => [.. Results.Where(result => result.Explained?.Is != Explanation.Equivalent)];

    /// <summary>The wrong mutants that no test caught.</summary>
    public IReadOnlyList<MutantResult> Survivors => [.. Wrong.Where(result => !result.Caught)];

    /// <summary>The share of the wrong mutants that were caught; 1 if there are none.</summary>
    public double Rate => Wrong.Count == 0 ? 1 : 1 - (double)Survivors.Count / Wrong.Count;

    /// <summary>Whether enough were caught, each survivor is explained, and no explanation is stale.</summary>
    public bool Passed => Rate >= Options.Demanded && Stale.Count == 0 && Survivors.All(survivor => survivor.Explained is not null);
}
