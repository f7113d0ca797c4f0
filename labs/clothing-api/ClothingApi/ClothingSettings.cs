using Frugal;
using Frugal.Data;
using Frugal.Measuring;

namespace ClothingApi;

/// <summary>The section "Clothing" of appsettings.json, of the command line (--Clothing:Source=garments) or of the environment (Clothing__Source).</summary>
public sealed record ClothingSettings
{
    /// <summary>auto: photos where they are on this machine, else drawn garments; or one of clothing-small and garments.</summary>
    public string Source { get; init; } = "auto";

    /// <summary>Where the models and the catalogue are kept; by default in the user's cache.</summary>
    public string Folder { get; init; } = Path.Combine(new DataFolders().Cache, "clothing-api");

    /// <summary>The most bytes of the small classifier, such as "900 KB"; empty if int8 is small enough.</summary>
    public string ModelBudget { get; init; } = "";

    /// <summary>Whether the server makes missing files by itself.</summary>
    public bool Prepare { get; init; } = true;

    /// <summary>Articles in the catalogue.</summary>
    public int Articles { get; init; } = 1000;

    /// <summary>The most bytes of an upload.</summary>
    public string LargestUpload { get; init; } = "10 MB";

    /// <summary>The most pixels of a picture.</summary>
    public long MaxPixels { get; init; } = 24_000_000;

    /// <summary>Requests a second of one client.</summary>
    public int RequestsPerSecond { get; init; } = 5000;

    /// <summary>Requests at once of one client after a pause.</summary>
    public int Burst { get; init; } = 5000;

    /// <summary>Pictures that a model answers together.</summary>
    public int MaxBatch { get; init; } = 16;

    /// <summary>How long the worker, once it has taken the first picture of a batch, waits for others, in milliseconds.</summary>
    public double MaxWaitMs { get; init; }

    /// <summary>Pictures that may wait to be decoded, and as many again for a model.</summary>
    public int QueueLength { get; init; } = 256;

    /// <exception cref="FrugalException">A value is not allowed.</exception>
    public static ClothingSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Clothing").Get<ClothingSettings>() ?? new();
        Check(settings.Source is "auto" or "clothing-small" or "garments", nameof(Source), settings.Source, "auto, clothing-small, garments");
        Check(settings.ModelBudget == "" || (ByteSize.TryParse(settings.ModelBudget, null, out var model) && model.Bytes is > 0 and <= 1_000_000_000), nameof(ModelBudget), settings.ModelBudget, "1 B to 1 GB, or nothing");
        Check(settings.Articles is >= 1 and <= 100_000, nameof(Articles), settings.Articles, "1 to 100,000");
        Check(ByteSize.TryParse(settings.LargestUpload, null, out var upload) && upload.Bytes is > 0 and <= 1_000_000_000, nameof(LargestUpload), settings.LargestUpload, "1 B to 1 GB");
        Check(settings.MaxPixels is >= 1 and <= 40_000_000, nameof(MaxPixels), settings.MaxPixels, "1 to 40,000,000");
        Check(settings.RequestsPerSecond is >= 1 and <= 1_000_000, nameof(RequestsPerSecond), settings.RequestsPerSecond, "1 to 1,000,000");
        Check(settings.Burst is >= 1 and <= 1_000_000, nameof(Burst), settings.Burst, "1 to 1,000,000");
        Check(settings.MaxBatch is >= 1 and <= 256, nameof(MaxBatch), settings.MaxBatch, "1 to 256");
        Check(settings.MaxWaitMs is >= 0 and <= 1000, nameof(MaxWaitMs), settings.MaxWaitMs, "0 to 1,000");
        Check(settings.QueueLength is >= 1 and <= 100_000, nameof(QueueLength), settings.QueueLength, "1 to 100,000");
        return settings;
    }

    private static void Check(bool allowed, string name, object value, string range)
    {
        if (!allowed)
        {
            throw new FrugalException($"The setting Clothing:{name} is '{value}'. Allowed: {range}.");
        }
    }
}
