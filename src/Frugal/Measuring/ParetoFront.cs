namespace Frugal.Measuring;

/// <summary>
/// Which items no other one beats (Pareto 1906): one dominates another where it is worse in nothing and better in something.
/// </summary>
/// <param name="costs">What should be small, at least one; give minus what should be large.</param>
public sealed class ParetoFront<T>(params IReadOnlyList<Func<T, double>> costs)
{
    private readonly IReadOnlyList<Func<T, double>> costs = costs.Count > 0 ? costs : throw new ArgumentException("Give at least one cost.", nameof(costs));

    /// <summary>Whether <paramref name="left"/> costs nowhere more than <paramref name="right"/> and somewhere less.</summary>
    public bool Dominates(T left, T right) => Dominates(Costs(left), Costs(right));

    /// <summary>The items that no other one dominates, in the order in which they came; of equal ones, all.</summary>
    /// <exception cref="FrugalException">A cost is NaN.</exception>
    public IReadOnlyList<T> Of(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var inWords = Comparer<(T Item, int Place, double[] Costs)>.Create((a, b) => a.Costs.AsSpan().SequenceCompareTo(b.Costs));
        var front = new List<(T Item, int Place, double[] Costs)>();

        // What dominates an item stands before it in the order of words, and dominance is transitive: the front so far is enough to look at.
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
