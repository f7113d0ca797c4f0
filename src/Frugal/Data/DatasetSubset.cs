using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>Some pictures of a data set, under numbers of their own.</summary>
/// <param name="all">The data set.</param>
/// <param name="places">The places of the chosen pictures in it.</param>
public sealed class DatasetSubset(IImageDataset all, int[] places) : IImageDataset
{
    /// <inheritdoc/>
    public string Name => all.Name;

    /// <inheritdoc/>
    public string Split => all.Split;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => all.Classes;

    /// <inheritdoc/>
    public int Count => places.Length;

    /// <inheritdoc/>
    public DataSource Source => all.Source;

    /// <summary>The place in the whole data set of picture <paramref name="index"/>.</summary>
    public int PlaceOf(int index) => places[index];

    /// <inheritdoc/>
    public int Label(int index) => all.Label(places[index]);

    /// <inheritdoc/>
    public RgbImage Image(int index) => all.Image(places[index]);
}
