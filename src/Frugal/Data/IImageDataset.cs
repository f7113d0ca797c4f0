using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>Labelled images, indexed from 0. Reading is thread-safe.</summary>
public interface IImageDataset
{
    /// <summary>The data set's name in the catalogue, or the folder's name.</summary>
    string Name { get; }

    /// <summary>train, validation or test; empty for a plain folder.</summary>
    string Split { get; }

    /// <summary>Class names in label order; empty if the images have no classes.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Number of images.</summary>
    int Count { get; }

    /// <summary>The class of image <paramref name="index"/>, an index into <see cref="Classes"/>; -1 if the images have no classes.</summary>
    int Label(int index);

    /// <summary>Decodes or generates image <paramref name="index"/>.</summary>
    /// <exception cref="FrugalException">The photo cannot be read.</exception>
    RgbImage Image(int index);

    /// <summary>Where the images come from.</summary>
    DataSource Source { get; }
}
