namespace Frugal.Measuring;

/// <summary>
/// Finds the items that no other item dominates (Pareto 1906): one item dominates another if no cost is higher and at least one is lower.
/// </summary>
/// <param name="costs">The costs to minimise, at least one; negate a quantity to maximise it.</param>
public sealed class ParetoFront<T>(params IReadOnlyList<Func<T, double>> costs)
{
    private readonly IReadOnlyList<Func<T, double>> costs = costs.Count > 0 ? costs : throw new ArgumentException("Give at least one cost.", nameof(costs));

    /// <summary>Whether no cost of <paramref name="left"/> is higher than that of <paramref name="right"/>, and at least one is lower.</summary>
    public bool Dominates(T left, T right) => Dominates(Costs(left), Costs(right));

    /// <summary>The items that no other item dominates, in input order; items with equal costs are all kept.</summary>
    /// <exception cref="FrugalException">A cost is NaN.</exception>
    public IReadOnlyList<T> Of(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var inWords = Comparer<(T Item, int Place, double[] Costs)>.Create((a, b) => a.Costs.AsSpan().SequenceCompareTo(b.Costs));
        var front = new List<(T Item, int Place, double[] Costs)>();

        // A dominating item comes first in lexicographic order, and dominance is transitive: comparing with the front so far is enough.
        foreach (var candidate in items.Select((item, place) => (Item: item, Place: place, Costs: Costs(item))).Order(inWords))
        {
            if (!front.Exists(kept => Dominates(kept.Costs, candidate.Costs)))
            {
                front.Add(candidate);
            }
        }

        return [.. front.OrderBy(kept => kept.Place).Select(kept => kept.Item)];
    }

    private double[] Costs(T item)
    {
        var values = costs.Select(cost => cost(item)).ToArray();
        return values.Any(double.IsNaN) ? throw new FrugalException($"{item}: a cost is NaN, so that it cannot be compared. Leave out what was not measured.") : values;
    }

    private static bool Dominates(double[] left, double[] right)
    {
        var better = false;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] > right[i])
            {
                return false;
            }

            better |= left[i] < right[i];
        }

        return better;
    }
}
