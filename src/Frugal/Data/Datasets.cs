namespace Frugal.Data;

/// <summary>Opens data sets by name, or the user's own folders of photos.</summary>
public static class Datasets
{
    /// <summary>Opens one split of a data set in the catalogue, downloading it if needed.</summary>
    /// <param name="name">A name of <see cref="Catalog.Datasets"/>.</param>
    /// <param name="split">train, validation or test.</param>
    /// <param name="options">Where to look.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="FrugalException">The name or split does not exist, or the data set is unavailable.</exception>
    public static IImageDataset Open(string name, string split = "train", DatasetOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var entry = Catalog.Datasets[name];
        if (HoldsTexts(entry))
        {
            throw new FrugalException($"{name}: it holds texts, not photos. Choose one of: {string.Join(", ", Catalog.Datasets.Entries.Where(other => !HoldsTexts(other)).Select(other => other.Name))}.");
        }

        if (!entry.Splits.ContainsKey(split))
        {
            throw new FrugalException($"'{split}' is not a split of {name}. Choose one of: {string.Join(", ", entry.Splits.Keys)}.");
        }

        if (entry.Generated)
        {
            return new GarmentsDataset(split, entry.Splits[split], options.Seed);
        }

        try
        {
            var source = options.Resolver.Resolve(entry, split, cancellation);
            return FolderDataset.Open(Path.Combine(source.Location, split), name, split, entry.Classes, source);
        }
        catch (FrugalException) when (options.AllowStandIn && entry.StandIn is not null && options.Resolver.Find(entry, split) is null)
        {
            var standIn = Catalog.Datasets[entry.StandIn];
            return new GarmentsDataset(split, standIn.Splits[split], options.Seed, standsInFor: name);
        }
    }

    /// <summary>Opens any folder of photos: one sub-folder per class, or photos directly in the folder, without classes.</summary>
    /// <exception cref="FrugalException">The folder does not exist or holds no photo.</exception>
    public static IImageDataset FromFolder(string path) => FolderDataset.Open(path);

    private static bool HoldsTexts(CatalogEntry entry) => entry.Tasks.Count > 0 || entry.Dialogues || entry.Tweets;
}
