using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>How an <see cref="ImageLoader"/> makes batches.</summary>
public sealed record LoaderOptions
{
    /// <summary>Pictures in a batch.</summary>
    public int BatchSize { get; init => field = Positive(value, nameof(BatchSize)); } = 64;

    /// <summary>Whether each epoch has an order of its own.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool DropLast { get; init; }

    /// <summary>Orders and variations follow from this number, the epoch and the picture's place alone.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>What the network expects.</summary>
    public Preprocessing Preprocessing { get; init; } = new();

    /// <summary>How pictures are varied; null for measuring and calibration.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>The sides of the squares that are kept in memory when pictures are varied: somewhat larger than the network's input,
    /// so that a crop keeps its detail.</summary>
    public int CacheSize { get; init => field = Positive(value, nameof(CacheSize)); } = 128;

    /// <summary>Batches that are made ahead, each on a thread of the pool.</summary>
    public int Prefetch { get; init => field = Positive(value, nameof(Prefetch)); } = 4;

    private static int Positive(int value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is at least 1.");
}
