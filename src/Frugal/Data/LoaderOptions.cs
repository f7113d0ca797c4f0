using System.Text.Json.Serialization;
using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>How an <see cref="ImageLoader"/> makes batches.</summary>
public sealed record LoaderOptions
{
    /// <summary>Number of images per batch.</summary>
    public int BatchSize { get; init => field = Positive(value, nameof(BatchSize)); } = 64;

    /// <summary>Whether to shuffle the images in each epoch.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Whether to drop an incomplete last batch.</summary>
    public bool DropLast { get; init; }

    /// <summary>Random seed: order and augmentation depend only on it, the epoch and the image's index.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The preprocessing that the network expects.</summary>
    public Preprocessing Preprocessing { get; init; } = new();

    /// <summary>
    /// A second preprocessing of the same augmented images, for a teacher whose input has another size than its student's; null, the default, for none.
    /// Only its size, mean and standard deviation count.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Preprocessing? Second { get; init; }

    /// <summary>How to augment images; null for measuring and calibration.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Side in pixels of the square images cached in memory when augmentation is on: somewhat larger than the network's input,
    /// so that a crop keeps its detail.</summary>
    public int CacheSize { get; init => field = Positive(value, nameof(CacheSize)); } = 128;

    /// <summary>Number of batches prepared ahead, each on a thread-pool thread.</summary>
    public int Prefetch { get; init => field = Positive(value, nameof(Prefetch)); } = 4;

    private static int Positive(int value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is at least 1.");
}
