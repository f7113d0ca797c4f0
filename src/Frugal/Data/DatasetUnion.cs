using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>Two splits of a data set as one, the images of the first before those of the second.</summary>
/// <param name="first">A split.</param>
/// <param name="second">Another split, of the same classes.</param>
public sealed class DatasetUnion(IImageDataset first, IImageDataset second) : IImageDataset
{
    /// <inheritdoc/>
    public string Name => first.Name;

    /// <summary>The names of both splits: <c>train+validation</c>.</summary>
    public string Split => $"{first.Split}+{second.Split}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => first.Classes;

    /// <inheritdoc/>
    public int Count => first.Count + second.Count;

    /// <inheritdoc/>
    public DataSource Source => first.Source;

    /// <inheritdoc/>
    public int Label(int index) => index < first.Count ? first.Label(index) : second.Label(index - first.Count);

    /// <inheritdoc/>
    public RgbImage Image(int index) => index < first.Count ? first.Image(index) : second.Image(index - first.Count);
}
