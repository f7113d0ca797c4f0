using System.Text.Json;

namespace Frugal.Data;

/// <summary>The data sets or models that Frugal knows by name.</summary>
public sealed class Catalog
{
    private static readonly Lazy<Catalog> Embedded = new(() =>
    {
        using var stream = typeof(Catalog).Assembly.GetManifestResourceStream("datasets/catalog.json")!;
        return Read(stream, "data set", folder: null);
    });

    private readonly string noun;

    private Catalog(IReadOnlyList<CatalogEntry> entries, string noun) => (Entries, this.noun) = (entries, noun);

    /// <summary>The data sets: <c>datasets/catalog.json</c>, which is part of this library.</summary>
    public static Catalog Datasets => Embedded.Value;

    /// <summary>Every entry in the catalogue's order.</summary>
    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>The entry with that name.</summary>
    /// <exception cref="FrugalException">There is no such entry; the message lists the entries that exist.</exception>
    public CatalogEntry this[string name] => Entries.FirstOrDefault(entry => entry.Name == name)
        ?? throw new FrugalException($"Unknown {noun} '{name}'. Choose one of: {string.Join(", ", Entries.Select(entry => entry.Name))}.");

    /// <summary>Reads a catalogue file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="noun">The noun for its entries in messages, such as "model".</param>
    /// <exception cref="FrugalException">The file is missing or not a catalogue.</exception>
    public static Catalog Load(string path, string noun)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, noun, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FrugalException($"{path}: the catalogue cannot be read ({cause.Message.ReplaceLineEndings(" ")}). Restore it from the repository.", cause);
        }
    }

    private static Catalog Read(Stream stream, string noun, string? folder)
    {
        return new([.. CatalogFile.Read(stream).Select(entry => entry.Path is null || folder is null ? entry : entry with { Path = Path.Combine(folder, entry.Path) })], noun);
    }
}
