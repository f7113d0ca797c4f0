namespace Frugal.Data;

/// <summary>Splits data sets with a seed.</summary>
public static class Splits
{
    /// <summary>
    /// Sets aside <paramref name="fraction"/> of every class, drawn with <paramref name="seed"/> (rounded; at least one image of a class that has two, never all).
    /// </summary>
    /// <returns>The images kept and those set aside; both in the data set's order, together the whole data set.</returns>
    public static (IImageDataset Kept, IImageDataset SetAside) Stratified(IImageDataset data, double fraction, long seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (fraction is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction lies between 0 and 1.");
        }

        var aside = new HashSet<int>();
        foreach (var members in Enumerable.Range(0, data.Count).GroupBy(data.Label))
        {
            var places = members.ToArray();
            var random = new SplitMix64(seed, members.Key);
            random.Shuffle<int>(places);
            aside.UnionWith(places.Take(Math.Clamp((int)Math.Round(places.Length * fraction), Math.Min(1, places.Length - 1), places.Length - 1)));
        }

        return (Subset(data, place => !aside.Contains(place)), Subset(data, aside.Contains));
    }

    /// <summary>
    /// One of <paramref name="count"/> parts for cross-validation: every class is shuffled with <paramref name="seed"/> and dealt out evenly, so that
    /// each image is set aside in one part alone.
    /// </summary>
    /// <param name="data">The images.</param>
    /// <param name="fold">The part, 1 to <paramref name="count"/>.</param>
    /// <param name="count">The number of parts, at least 2.</param>
    /// <param name="seed">Seed of the shuffle.</param>
    /// <returns>The images to train on and those of the part; both in the data set's order, together the whole data set.</returns>
    public static (IImageDataset Kept, IImageDataset SetAside) Fold(IImageDataset data, int fold, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (fold < 1 || fold > count)
        {
            throw new ArgumentOutOfRangeException(nameof(fold), fold, $"A part is from 1 to {count}.");
        }

        var aside = new HashSet<int>();
        var dealt = 0;   // goes on from class to class, so that the parts' sizes differ by at most one
        foreach (var members in Enumerable.Range(0, data.Count).GroupBy(data.Label).OrderBy(members => members.Key))
        {
            var places = members.ToArray();
            var random = new SplitMix64(seed, members.Key);
            random.Shuffle<int>(places);
            foreach (var place in places)
            {
                if (dealt++ % count == fold - 1)
                {
                    aside.Add(place);
                }
            }
        }

        return (Subset(data, place => !aside.Contains(place)), Subset(data, aside.Contains));
    }

    /// <summary>The first <paramref name="count"/> images of an order drawn with <paramref name="seed"/>, spread evenly over the classes; all if there are fewer.</summary>
    public static IImageDataset Sample(IImageDataset data, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var rounds = Enumerable.Range(0, data.Count).GroupBy(data.Label).OrderBy(members => members.Key).SelectMany(members =>
        {
            var places = members.ToArray();
            var random = new SplitMix64(seed, members.Key);
            random.Shuffle<int>(places);
            return places.Select((place, round) => (place, round));
        });
        var chosen = rounds.OrderBy(pair => pair.round).Take(count).Select(pair => pair.place).ToHashSet();
        return Subset(data, chosen.Contains);
    }

    private static DatasetSubset Subset(IImageDataset data, Func<int, bool> keep) =>
        new(data, [.. Enumerable.Range(0, data.Count).Where(keep)]);
}
