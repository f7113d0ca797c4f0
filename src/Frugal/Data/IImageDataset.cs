using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>Labelled pictures, numbered from 0. Reading is safe from many threads at once.</summary>
public interface IImageDataset
{
    /// <summary>The data set's name in the catalogue, or the folder's.</summary>
    string Name { get; }

    /// <summary>train, validation or test; empty for a plain folder.</summary>
    string Split { get; }

    /// <summary>The classes' names in the order of their labels; empty where the pictures have none.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>How many pictures there are.</summary>
    int Count { get; }

    /// <summary>The class of picture <paramref name="index"/>, an index into <see cref="Classes"/>; -1 where the pictures have none.</summary>
    int Label(int index);

    /// <summary>Decodes or draws picture <paramref name="index"/>.</summary>
    /// <exception cref="FrugalException">The photo cannot be read.</exception>
    RgbImage Image(int index);

    /// <summary>Where the pictures come from.</summary>
    DataSource Source { get; }
}
