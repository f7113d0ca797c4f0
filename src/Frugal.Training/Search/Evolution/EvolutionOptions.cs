namespace Frugal.Search;

/// <summary>Options of <see cref="EvolutionarySearch"/>. The same options find the same candidates.</summary>
public sealed record EvolutionOptions
{
    /// <summary>Candidates per generation, 2 to 100,000; 32 by default.</summary>
    public int Population { get; init; } = 32;

    /// <summary>Generations after the first, 0 to 100,000; 10 by default. With 0 the search only draws <see cref="Population"/> candidates at random.</summary>
    public int Generations { get; init; } = 10;

    /// <summary>Number of the best candidates so far that are parents of the next generation, 1 to <see cref="Population"/>; 8 by default.</summary>
    public int Parents { get; init; } = 8;

    /// <summary>The probability that a mutation changes each choice, above 0 and at most 1; 0.15 by default. At least one choice changes.</summary>
    public double Mutation { get; init; } = 0.15;

    /// <summary>The share of children from a crossover of two parents, 0 to 1; 0.5 by default. The others are mutations of one parent.</summary>
    public double Crossover { get; init; } = 0.5;

    /// <summary>Random seed; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public EvolutionOptions Validated()
    {
        Guard.Range("Search", nameof(Population), Population, Population is >= 2 and <= 100_000, "2 to 100,000");
        Guard.Range("Search", nameof(Generations), Generations, Generations is >= 0 and <= 100_000, "0 to 100,000");
        Guard.Range("Search", nameof(Parents), Parents, Parents >= 1 && Parents <= Population, "1 to Population");
        Guard.Range("Search", nameof(Mutation), Mutation, Mutation is > 0 and <= 1, "above 0 and at most 1");
        Guard.Range("Search", nameof(Crossover), Crossover, Crossover is >= 0 and <= 1, "0 to 1");
        return this;
    }
}
