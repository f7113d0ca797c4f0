namespace Frugal.Search;

/// <summary>
/// Evolutionary search: the best candidates so far are mutated and crossed over, and only candidates within the budget are evaluated
/// (Real et al. 2019, "Regularized evolution"; with hard limits as in Guo et al. 2020, "Single path one-shot", algorithm 1).
/// No candidate is evaluated twice.
/// </summary>
/// <param name="options">The options; null for the defaults.</param>
public sealed class EvolutionarySearch(EvolutionOptions? options = null)
{
    private readonly EvolutionOptions options = (options ?? new EvolutionOptions()).Validated();

    /// <summary>Runs the search.</summary>
    /// <param name="problem">The search problem.</param>
    /// <param name="budget">The limits on a candidate's cost; null for no limit.</param>
    /// <param name="progress">Notified after every evaluated candidate.</param>
    /// <param name="cancellation">Ends the search before the next candidate.</param>
    /// <returns>All evaluated candidates, including the best. A small space may be exhausted before the last generation.</returns>
    /// <exception cref="FrugalException">The cheapest candidate exceeds the budget (the message gives its figures), or the problem is invalid.</exception>
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
