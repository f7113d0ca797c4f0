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
