using Frugal.Architectures;
using Frugal.Data;

namespace Frugal.Models;

/// <summary>The models of the course: a folder with <c>catalog.json</c> and one file of weights per model.</summary>
public sealed class ModelLibrary
{
    private const string CatalogFile = "catalog.json";

    /// <summary>Opens the library in <paramref name="folder"/>.</summary>
    /// <exception cref="FrugalException">There is no catalogue, or it cannot be read.</exception>
    public ModelLibrary(string folder)
    {
        Folder = Path.GetFullPath(folder);
        Catalog = Catalog.Load(Path.Combine(Folder, CatalogFile), "model");
    }

    /// <summary>The library's folder.</summary>
    public string Folder { get; }

    /// <summary>The catalogue of its models.</summary>
    public Catalog Catalog { get; }

    /// <summary>
    /// The models of a clone or of the package: the nearest <c>models</c> folder above the program's own folder, the content of the package Frugal.Training,
    /// or the nearest <c>models</c> folder above the working directory.
    /// </summary>
    /// <exception cref="FrugalException">There is none.</exception>
    public static ModelLibrary Default() => Nearest(AppContext.BaseDirectory, PackageContent(typeof(ModelLibrary).Assembly.Location), Environment.CurrentDirectory);

    /// <summary>The content folder of the package that an assembly in <c>lib/FRAMEWORK</c> belongs to: where a host loads packages in place, as .NET Interactive does.</summary>
    internal static string PackageContent(string assembly) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(assembly) ?? "", "..", "..", "contentFiles", "any", "any"));

    /// <summary>The library in the nearest <c>models</c> folder above the first of <paramref name="starts"/> that has one.</summary>
    internal static ModelLibrary Nearest(params IReadOnlyList<string> starts) => starts.Select(Above).FirstOrDefault(library => library is not null)
        ?? throw new FrugalException($"No models/{CatalogFile} was found above {string.Join(" or ", starts)}. Run from a clone of the project, or reference the package Frugal.Training.");

    private static ModelLibrary? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, "models");
            if (File.Exists(Path.Combine(models, CatalogFile)))
            {
                return new ModelLibrary(models);
            }
        }

        return null;
    }

    /// <summary>The path of the weights of <paramref name="name"/>; the file may not exist yet.</summary>
    /// <exception cref="FrugalException">There is no such model.</exception>
    public string WeightsFile(string name)
    {
        var entry = Catalog[name];
        return Path.Combine(Folder, entry.Path ?? throw new FrugalException($"{name}: the catalogue names no file. Restore models/{CatalogFile} from the repository."));
    }

    /// <summary>Checks the SHA-256 of the weights of <paramref name="name"/> against the catalogue.</summary>
    /// <returns>The checksum, for display.</returns>
    /// <exception cref="FrugalException">The weights are missing or differ.</exception>
    public string Verify(string name)
    {
        var entry = Catalog[name];
        var file = Present(name);
        var actual = Checksums.Sha256(file);
        return actual == entry.Sha256
            ? actual
            : throw new FrugalException($"{file}: its SHA-256 is {actual}, the catalogue says {entry.Sha256}. Restore it from the repository, or train it with 'frugal models train {name}'.");
    }

    /// <summary>Loads the trained network <paramref name="name"/>, in evaluation mode. Dispose it to free its weights.</summary>
    /// <exception cref="FrugalException">There is no such model, its weights are missing, or they belong to another network.</exception>
    public Architecture Open(string name)
    {
        var network = Recipes.Named(name).Network();
        var file = Present(name);
        try
        {
            network.load(file);
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or FormatException or InvalidOperationException)
        {
            network.Dispose();
            throw new FrugalException($"{file}: these are not the weights of {name}. Restore the file from the repository, or train it with 'frugal models train {name}'.", failure);
        }

        network.eval();
        return network;
    }

    private string Present(string name)
    {
        var file = WeightsFile(name);
        return File.Exists(file) ? file : throw new FrugalException($"{file}: the weights are missing. Restore the file from the repository, or train it with 'frugal models train {name}'.");
    }
}
