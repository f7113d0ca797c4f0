using Frugal.Data.Garments;
using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>
/// Clothing images generated from a seed, in ten balanced classes; colours and backdrops are independent of the class. Image i
/// of a split is the same on every machine, except for the last bit of its sines, and does not depend on the number of images.
/// </summary>
public sealed class GarmentsDataset : IImageDataset
{
    /// <summary>Side of an image, in pixels.</summary>
    public const int Size = 96;

    private readonly long seed;
    private readonly long stream;

    /// <summary>Creates the first <paramref name="count"/> images of a split.</summary>
    /// <param name="split">The split's name; each name gives different images.</param>
    /// <param name="count">Number of images.</param>
    /// <param name="seed">Random seed; another seed gives different images.</param>
    /// <param name="standsInFor">The data set that this one replaces, for display; null if this one was requested.</param>
    public GarmentsDataset(string split, int count, long seed = 1, string? standsInFor = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(split);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        (Split, Count, this.seed) = (split, count, seed);
        stream = split.Aggregate(17L, (hash, letter) => hash * 31 + letter);
        Source = new(DataOrigin.Generated, $"seed {seed}") { StandsInFor = standsInFor };
    }

    /// <inheritdoc/>
    public string Name => "garments";

    /// <inheritdoc/>
    public string Split { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => GarmentRenderer.Classes;

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public DataSource Source { get; }

    /// <inheritdoc/>
    public int Label(int index) => index % Classes.Count;

    /// <inheritdoc/>
    public RgbImage Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var random = new SplitMix64(seed, stream, index);
        return GarmentRenderer.Render(Label(index), Size, ref random);
    }
}
