using Frugal.Data.Garments;
using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>
/// Clothes drawn from a seed in ten classes: as many pictures of each, colours and backdrops independent of the class. Picture number i
/// of a split is the same on every machine, but for the last bit of its sines, and does not depend on how many there are.
/// </summary>
public sealed class GarmentsDataset : IImageDataset
{
    /// <summary>The sides of a picture in pixels.</summary>
    public const int Size = 96;

    private readonly long seed;
    private readonly long stream;

    /// <summary>The first <paramref name="count"/> pictures of a split.</summary>
    /// <param name="split">Each name has pictures of its own.</param>
    /// <param name="count">How many pictures.</param>
    /// <param name="seed">Another seed gives other pictures.</param>
    /// <param name="standsInFor">The data set whose place this one takes, to be shown; null where it was asked for itself.</param>
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
