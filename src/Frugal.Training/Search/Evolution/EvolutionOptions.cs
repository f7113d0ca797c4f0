namespace Frugal.Search;

/// <summary>How an <see cref="EvolutionarySearch"/> goes about. The same options find the same candidates.</summary>
public sealed record EvolutionOptions
{
    /// <summary>Candidates in a generation, 2 to 100,000; 32 by default.</summary>
    public int Population { get; init; } = 32;

    /// <summary>Generations behind the first, 0 to 100,000; 10 by default. With 0 the search draws <see cref="Population"/> candidates at random and nothing else.</summary>
    public int Generations { get; init; } = 10;

    /// <summary>How many of the best so far the next generation descends from, 1 to <see cref="Population"/>; 8 by default.</summary>
    public int Parents { get; init; } = 8;

    /// <summary>The chance of each answer of a mutant to change, above 0 and at most 1; 0.15 by default. One changes at least.</summary>
    public double Mutation { get; init; } = 0.15;

    /// <summary>The share of children that mix two parents, 0 to 1; 0.5 by default. The others are mutants of one.</summary>
    public double Crossover { get; init; } = 0.5;

    /// <summary>Where all randomness comes from; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public EvolutionOptions Validated()
    {
        SearchErrors.Require(nameof(Population), Population, Population is >= 2 and <= 100_000, "2 to 100,000");
        SearchErrors.Require(nameof(Generations), Generations, Generations is >= 0 and <= 100_000, "0 to 100,000");
        SearchErrors.Require(nameof(Parents), Parents, Parents >= 1 && Parents <= Population, "1 to Population");
        SearchErrors.Require(nameof(Mutation), Mutation, Mutation is > 0 and <= 1, "above 0 and at most 1");
        SearchErrors.Require(nameof(Crossover), Crossover, Crossover is >= 0 and <= 1, "0 to 1");
        return this;
    }
}
