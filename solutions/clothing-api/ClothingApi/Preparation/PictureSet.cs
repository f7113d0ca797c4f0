using Frugal.Data;

namespace ClothingApi.Preparation;

/// <summary>What the shop sells: photos where they are on this machine, else drawn garments, each with the models trained on them.</summary>
/// <param name="Dataset">clothing-small or garments.</param>
public sealed record PictureSet(string Dataset)
{
    /// <summary>Whether the pictures are drawn by the program.</summary>
    public bool Drawn => Dataset == "garments";

    /// <summary>The network that names what is in a picture.</summary>
    public string Classifier => Drawn ? "garments-resnet" : "clothing-resnet";

    /// <summary>The network whose features are compared.</summary>
    public string Encoder => Drawn ? "garments-mobilenet" : "clothing-mobilenet";

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Classes => Catalog.Datasets[Dataset].Classes;

    /// <summary>Opens a part of the pictures.</summary>
    public IImageDataset Open(string split) => Datasets.Open(Dataset, split);

    /// <summary>Pictures drawn at random, the same for the same seed; all if there are fewer.</summary>
    public static DatasetSubset Draw(IImageDataset pictures, int count, int seed)
    {
        var places = Enumerable.Range(0, pictures.Count).ToArray();
        new Random(seed).Shuffle(places);
        return new(pictures, places[..Math.Min(count, places.Length)]);
    }

    /// <summary>The set that is asked for; nothing is downloaded.</summary>
    public static PictureSet Of(ClothingSettings settings)
    {
        var resolver = new Resolver();
        bool Has(string split) => resolver.Find(Catalog.Datasets["clothing-small"], split) is { } found && Directory.Exists(Path.Combine(found.Location, split));
        return new(settings.Source != "auto" ? settings.Source : Has("train") && Has("validation") ? "clothing-small" : "garments");
    }
}
