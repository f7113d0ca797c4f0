using System.Globalization;

namespace Frugal.Compression;

/// <summary>Selects the candidate that meets a budget best, and explains why none does if the budget is missed.</summary>
internal sealed class BudgetVerdict
{
    private readonly CompressionBudget budget;
    private readonly double drop;
    private readonly IReadOnlyList<CompressionCandidate> all;
    private readonly CompressionCandidate[] kept;

    public BudgetVerdict(CompressionBudget budget, double drop, IReadOnlyList<CompressionCandidate> candidates)
    {
        (this.budget, this.drop, all) = (budget, drop, candidates);
        kept = [.. all.Where(candidate => candidate.WithinDrop)];
        CompressionCandidate[] right = [.. kept.Where(candidate => candidate.MeetsBudget)];
        Best = (right.Length > 0, budget.Limits.Count) switch
        {
            (true, 0) => right.OrderBy(candidate => candidate.Figures.Bytes).ThenBy(candidate => candidate.DropPoints).First(),
            (true, _) => right.OrderBy(candidate => candidate.DropPoints).ThenBy(candidate => candidate.Figures.Bytes).First(),
            _ => kept.OrderBy(Excess).ThenBy(candidate => candidate.DropPoints).First(),
        };
        Obstacle = right.Length > 0 ? null : Explain();
    }

    public CompressionCandidate Best { get; }

    public string? Obstacle { get; }

    /// <summary>The largest ratio of a figure to its limit.</summary>
    private double Excess(CompressionCandidate candidate) => budget.Limits.Max(limit => limit.Of(candidate.Figures) / limit.Most);

    private string Explain()
    {
        var missed = budget.Limits.Where(limit => kept.All(candidate => limit.Of(candidate.Figures) > limit.Most)).Select(Explain).ToList();
        var reasons = missed.Count > 0 ? string.Join("; ", missed) : Together();
        return $"no model within {Points(drop)} meets {budget}: {reasons}. The nearest, {Best.Recipe.Name}, was kept. Allow a larger drop or budget, train longer, or prune more channels.";
    }

    private string Explain(BudgetLimit limit)
    {
        var nearest = kept.MinBy(candidate => limit.Of(candidate.Figures))!;
        var reached = all.Where(candidate => limit.Of(candidate.Figures) <= limit.Most).MinBy(candidate => candidate.DropPoints);
        var end = reached is null
            ? $"no candidate reaches {limit.Text(limit.Most)}"
            : $"{limit.Text(limit.Most)} is reached only at a drop of {Points(reached.DropPoints)} ({reached.Recipe.Name})";
        return $"{limit.Best} within {Points(drop)} takes {limit.Text(limit.Of(nearest.Figures))} ({nearest.Recipe.Name}); {end}";
    }

    /// <summary>The explanation if each limit alone is met by some model.</summary>
    private string Together() => "each limit is met by some candidate, all together " + (all.Where(candidate => candidate.MeetsBudget).MinBy(candidate => candidate.DropPoints) is { } reached
        ? $"only at a drop of {Points(reached.DropPoints)} ({reached.Recipe.Name})"
        : "by none");

    private static string Points(double points) => string.Create(CultureInfo.InvariantCulture, $"{points:0.0} points");
}
