namespace Frugal.Pruning;

/// <summary>
/// One-dimensional k-means (Lloyd 1982) with linear initialisation: centres spread evenly between the minimum and the maximum, which
/// preserves the few large weights best (Han et al. 2016, "Deep compression", section 3.2).
/// </summary>
internal static class KMeans
{
    /// <summary>Finds at most <paramref name="count"/> centres.</summary>
    /// <param name="values">The numbers; at least one.</param>
    /// <param name="count">Initial number of centres, at least 1. Centres without members are dropped.</param>
    /// <param name="iterations">Maximum number of iterations.</param>
    /// <returns>The centres, ascending, and the nearest centre of each number.</returns>
    public static (float[] Centres, int[] Nearest) Cluster(float[] values, int count, int iterations)
    {
        var (least, greatest) = (values.Min(), values.Max());
        var centres = Enumerable.Range(0, count).Select(i => count == 1 ? ((double)least + greatest) / 2 : least + ((double)greatest - least) * i / (count - 1)).Distinct().ToArray();
        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        for (var round = 0; round < iterations; round++)
        {
            // Sorted numbers belong to sorted centres in consecutive runs.
            var (sums, members) = (new double[centres.Length], new long[centres.Length]);
            var at = 0;
            foreach (var value in sorted)
            {
                at = Advance(centres, at, value);
                sums[at] += value;
                members[at]++;
            }

            var moved = Enumerable.Range(0, centres.Length).Where(i => members[i] > 0).Select(i => sums[i] / members[i]).ToArray();
            if (moved.SequenceEqual(centres))
            {
                break;
            }

            centres = moved;
        }

        return ([.. centres.Select(centre => (float)centre)], [.. values.Select(value => Nearest(centres, value))]);
    }

    private static int Advance(double[] centres, int at, float value)
    {
        while (at + 1 < centres.Length && Math.Abs(centres[at + 1] - value) < Math.Abs(centres[at] - value))
        {
            at++;
        }

        return at;
    }

    private static int Nearest(double[] centres, float value)
    {
        var place = Array.BinarySearch(centres, value);
        place = place >= 0 ? place : ~place;
        return place == centres.Length || (place > 0 && value - centres[place - 1] <= centres[place] - value) ? place - 1 : place;
    }
}
