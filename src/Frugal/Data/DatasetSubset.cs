using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>A subset of a data set's images, with its own indices.</summary>
/// <param name="all">The data set.</param>
/// <param name="places">The indices of the chosen images in <paramref name="all"/>.</param>
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

    /// <summary>The index in the whole data set of image <paramref name="index"/>.</summary>
    public int PlaceOf(int index) => places[index];

    /// <inheritdoc/>
    public int Label(int index) => all.Label(places[index]);

    /// <inheritdoc/>
    public RgbImage Image(int index) => all.Image(places[index]);
}
