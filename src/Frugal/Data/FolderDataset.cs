using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>Photos in one folder per class, or in one folder without classes.</summary>
public sealed class FolderDataset : IImageDataset
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp"];

    private readonly (string Path, int Label)[] photos;

    private FolderDataset(string name, string split, IReadOnlyList<string> classes, (string, int)[] photos, DataSource source)
    {
        (Name, Split, Classes, this.photos, Source) = (name, split, classes, photos, source);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Split { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public int Count => photos.Length;

    /// <inheritdoc/>
    public DataSource Source { get; }

    /// <inheritdoc/>
    public int Label(int index) => photos[index].Label;

    /// <inheritdoc/>
    public RgbImage Image(int index) => Photo.Load(photos[index].Path);

    /// <summary>The file of photo <paramref name="index"/>.</summary>
    public string PathOf(int index) => photos[index].Path;

    /// <summary>Opens any folder: one sub-folder per class, or photos directly in the folder, without classes.</summary>
    /// <exception cref="FrugalException">The folder does not exist or holds no photo.</exception>
    public static FolderDataset Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new FrugalException($"{folder}: there is no such folder. Give a folder of photos, or of one folder per class.");
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var source = new DataSource(DataOrigin.Folder, folder);
        var classes = SubfoldersOf(folder);
        return classes.Length == 0 ? Flat(folder, name, source) : ByClass(folder, name, "", classes, source);
    }

    /// <summary>Opens one split of a data set whose classes are known.</summary>
    /// <param name="folder">The folder that holds the class folders.</param>
    /// <param name="name">The data set.</param>
    /// <param name="split">The split.</param>
    /// <param name="classes">All class names, in label order.</param>
    /// <param name="source">Where the data set was found.</param>
    /// <exception cref="FrugalException">A class is missing, unknown or without photos.</exception>
    public static FolderDataset Open(string folder, string name, string split, IReadOnlyList<string> classes, DataSource source)
    {
        ArgumentNullException.ThrowIfNull(classes);
        if (SubfoldersOf(folder).Except(classes).FirstOrDefault() is { } unknown)
        {
            throw new FrugalException(
                $"{Path.Combine(folder, unknown)}: '{unknown}' is not a class of {name}. Its classes: {string.Join(", ", classes)}. Rename or remove the folder.");
        }

        return ByClass(folder, name, split, [.. classes], source);
    }

    private static FolderDataset ByClass(string folder, string name, string split, string[] classes, DataSource source)
    {
        var photos = new List<(string, int)>();
        for (var label = 0; label < classes.Length; label++)
        {
            var inside = PhotosIn(Path.Combine(folder, classes[label]));
            if (inside.Length == 0)
            {
                throw new FrugalException(
                    $"{Path.Combine(folder, classes[label])}: no photo of class '{classes[label]}' (jpg, png, webp). Add some, or remove the folder.");
            }

            photos.AddRange(inside.Select(path => (path, label)));
        }

        return new(name, split, classes, [.. photos], source);
    }

    private static FolderDataset Flat(string folder, string name, DataSource source)
    {
        var photos = PhotosIn(folder);
        return photos.Length == 0
            ? throw new FrugalException($"{folder}: no photo in it (jpg, png, webp). Give a folder of photos, or of one folder per class.")
            : new(name, "", [], [.. photos.Select(path => (path, -1))], source);
    }

    private static string[] SubfoldersOf(string folder) =>
        [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Where(name => name[0] != '.').Order(StringComparer.Ordinal)];

    private static string[] PhotosIn(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.GetFiles(folder).Where(IsPhoto).Order(StringComparer.Ordinal)];

    private static bool IsPhoto(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
