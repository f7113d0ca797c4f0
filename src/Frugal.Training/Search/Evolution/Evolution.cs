using Frugal.Data;

namespace Frugal.Search;

/// <summary>One run of an <see cref="EvolutionarySearch"/>.</summary>
internal sealed class Evolution
{
    /// <summary>Consecutive draws without a new candidate before a generation ends early.</summary>
    private const int Patience = 200;

    private readonly ISearchProblem problem;
    private readonly SearchBudget budget;
    private readonly EvolutionOptions options;
    private readonly IProgress<SearchProgress>? progress;
    private readonly int[] open;
    private readonly Dictionary<Candidate, CandidateCost> costs = [];
    private readonly HashSet<Candidate> known = [];
    private readonly List<EvaluatedCandidate> evaluated = [];
    private SplitMix64 random;

    public Evolution(ISearchProblem problem, SearchBudget budget, EvolutionOptions options, IProgress<SearchProgress>? progress)
    {
        (this.problem, this.budget, this.options, this.progress) = (problem, budget, options, progress);
        random = new SplitMix64(options.Seed, 0);
        if (problem.Alternatives.Count == 0 || problem.Alternatives.Any(count => count < 1))
        {
            throw SearchErrors.NoAlternatives(problem.Alternatives);
        }

        open = [.. Enumerable.Range(0, problem.Alternatives.Count).Where(question => problem.Alternatives[question] > 1)];
        budget.RequireReached(Cost(Candidate.Of(problem.Alternatives.Select(_ => 0))));
    }

    public IReadOnlyList<EvaluatedCandidate> Evaluated => evaluated;

    /// <summary>Draws the first generation uniformly at random.</summary>
    public void Start(CancellationToken cancellation) =>
        Fill(0, () => Candidate.Of(problem.Alternatives.Select(count => random.NextInt32(count))), cancellation);

    /// <summary>Runs one more generation; false if no new candidate was found.</summary>
    public bool Advance(int generation, CancellationToken cancellation)
    {
        var parents = evaluated.OrderByDescending(one => one.Quality).Take(options.Parents).Select(one => one.Candidate).ToArray();
        return Fill(generation, () => random.Chance((float)options.Crossover) ? Cross(parents) : Mutate(parents[random.NextInt32(parents.Length)]), cancellation);
    }

    private bool Fill(int generation, Func<Candidate> draw, CancellationToken cancellation)
    {
        var born = 0;
        for (var misses = 0; born < options.Population && misses < Patience;)
        {
            Interruption.ThrowIfRequested(cancellation);
            var candidate = Afford(draw());
            if (!known.Add(candidate))
            {
                misses++;
                continue;
            }

            (born, misses) = (born + 1, 0);
            var quality = problem.Quality(candidate);
            evaluated.Add(double.IsFinite(quality) ? new(candidate, Cost(candidate), quality, generation) : throw SearchErrors.NoQuality(candidate, quality));
            progress?.Report(new SearchProgress(generation, evaluated.Count, SearchResult.BestOf(evaluated)));
        }

        return born > 0;
    }

    /// <summary>Crossover: takes each choice from one of two parents with equal probability.</summary>
    private Candidate Cross(Candidate[] parents)
    {
        var (one, other) = (parents[random.NextInt32(parents.Length)], parents[random.NextInt32(parents.Length)]);
        return Candidate.Of(one.Choices.Zip(other.Choices, (first, second) => random.Chance(0.5f) ? first : second).ToArray());
    }

    private Candidate Mutate(Candidate parent)
    {
        if (open.Length == 0)
        {
            return parent;
        }

        var certain = open[random.NextInt32(open.Length)];
        foreach (var question in open)
        {
            if (question == certain || random.Chance((float)options.Mutation))
            {
                var other = random.NextInt32(problem.Alternatives[question] - 1);
                parent = parent.With(question, other < parent.Choices[question] ? other : other + 1);
            }
        }

        return parent;
    }

    /// <summary>Lowers the choices of random questions by one until the candidate meets the budget. The cheapest candidate always meets it.</summary>
    private Candidate Afford(Candidate candidate)
    {
        while (!budget.Admits(Cost(candidate)))
        {
            var above = open.Where(question => candidate.Choices[question] > 0).ToArray();
            var lower = above[random.NextInt32(above.Length)];
            candidate = candidate.With(lower, candidate.Choices[lower] - 1);
        }

        return candidate;
    }

    private CandidateCost Cost(Candidate candidate)
    {
        if (!costs.TryGetValue(candidate, out var cost))
        {
            costs[candidate] = cost = problem.Cost(candidate);
        }

        return cost;
    }
}
