namespace Frugal.Search;

/// <summary>
/// Searches by evolution: the best so far are mutated and crossed, and only what keeps the budget is evaluated
/// (Real et al. 2019, "Regularized evolution"; with hard limits as in Guo et al. 2020, "Single path one-shot", algorithm 1).
/// No candidate is evaluated twice.
/// </summary>
/// <param name="options">How; null for the defaults.</param>
public sealed class EvolutionarySearch(EvolutionOptions? options = null)
{
    private readonly EvolutionOptions options = (options ?? new EvolutionOptions()).Validated();

    /// <summary>Searches.</summary>
    /// <param name="problem">What is searched.</param>
    /// <param name="budget">What candidates may cost; null for no limit.</param>
    /// <param name="progress">Told of every evaluated candidate.</param>
    /// <param name="cancellation">Ends the search before the next candidate.</param>
    /// <returns>The best candidate and all others that were evaluated. A small space may be exhausted before the last generation.</returns>
    /// <exception cref="FrugalException">The cheapest candidate is over the budget (the message gives its figures), or the problem is none.</exception>
    public SearchResult Run(ISearchProblem problem, SearchBudget? budget = null, IProgress<SearchProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var evolution = new Evolution(problem, (budget ?? new SearchBudget()).Validated(), options, progress);
        evolution.Start(cancellation);
        for (var generation = 1; generation <= options.Generations && evolution.Advance(generation, cancellation); generation++)
        {
        }

        return new SearchResult(evolution.Evaluated);
    }
}
