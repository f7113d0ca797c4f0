namespace Frugal.Grading.Mutants;

/// <summary>Which mutants are made, and how they are graded.</summary>
public sealed record MutationOptions
{
    /// <summary>How many mutants are generated, besides the written ones; those explained as equivalent are among them.</summary>
    public int Count
    {
        get;
        init => field = value is >= 0 and <= 100_000 ? value : throw new FrugalException($"Mutants: {value}. Allowed: 0 to 100000.");
    } = 80;

    /// <summary>The seed of the choice among all possible mutants.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many are graded at a time.</summary>
    public int Jobs
    {
        get;
        init => field = value is >= 1 and <= 64 ? value : throw new FrugalException($"Jobs: {value}. Allowed: 1 to 64; each takes a processor and up to 2 GB of memory.");
    } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>Only mutants of this task; null for all.</summary>
    public int? Task { get; init; }

    /// <summary>Only mutants whose name contains this text; null for all.</summary>
    public string? Matching { get; init; }

    /// <summary>Whether those explained as equivalent are graded too, to see whether the explanation still holds.</summary>
    public bool Explained { get; init; }

    /// <summary>The share of mutants that the tests have to catch.</summary>
    public double Demanded
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new FrugalException($"Share to catch: {value}. Allowed: 0 to 1.");
    } = 0.95;

    /// <summary>Whether a mutant is asked for.</summary>
    internal bool Chooses(Mutant mutant) =>
        (Task is null || mutant.Tasks.Contains(Task.Value)) && (Matching is null || mutant.Id.Contains(Matching, StringComparison.OrdinalIgnoreCase));
}
