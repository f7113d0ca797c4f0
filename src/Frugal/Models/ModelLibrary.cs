using Frugal.Data;
using Frugal.Onnx;

namespace Frugal.Models;

/// <summary>The models of the course: a folder with <c>catalog.json</c> and one ONNX file per model, float32, with its batch normalisations as trained.</summary>
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
    /// The models of a program, a clone or the package: the nearest <c>models</c> folder above the program's own folder, above this library's file, or
    /// above the working directory.
    /// </summary>
    /// <exception cref="FrugalException">There is none.</exception>
    public static ModelLibrary Default() =>
        Nearest(AppContext.BaseDirectory, Path.GetDirectoryName(typeof(ModelLibrary).Assembly.Location) is { Length: > 0 } own ? own : AppContext.BaseDirectory, Environment.CurrentDirectory);

    /// <summary>The library in the nearest <c>models</c> folder above the first of <paramref name="starts"/> that has one.</summary>
    internal static ModelLibrary Nearest(params IReadOnlyList<string> starts) => starts.Select(Above).FirstOrDefault(library => library is not null)
        ?? throw new FrugalException($"No models/{CatalogFile} was found above {string.Join(" or ", starts.Distinct())}. Run from a clone of the project, or reference the package Frugal.");

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

    /// <summary>The path of the ONNX file of <paramref name="name"/>; the file may not exist yet.</summary>
    /// <exception cref="FrugalException">There is no such model.</exception>
    public string ModelFile(string name)
    {
        var entry = Catalog[name];
        return Path.Combine(Folder, entry.Path ?? throw new FrugalException($"{name}: the catalogue names no file. Restore models/{CatalogFile} from the repository."));
    }

    /// <summary>Checks the SHA-256 of the file of <paramref name="name"/> against the catalogue.</summary>
    /// <returns>The checksum, for display.</returns>
    /// <exception cref="FrugalException">The file is missing or differs.</exception>
    public string Verify(string name)
    {
        var file = Present(name);
        var (actual, expected) = (Checksums.Sha256(file), Catalog[name].Sha256);
        return actual == expected
            ? actual
            : throw new FrugalException($"{file}: its SHA-256 is {actual}, the catalogue says {expected}. Restore it from the repository, or train it with 'frugal models train {name}'.");
    }

    /// <summary>Reads the trained model <paramref name="name"/>: float32, batch normalisations not folded; its metadata name the classes, data set and preprocessing.</summary>
    /// <exception cref="FrugalException">There is no such model, or its file is missing or broken.</exception>
    public OnnxModel Load(string name) => OnnxModel.Load(Present(name));

    private string Present(string name)
    {
        var file = ModelFile(name);
        return File.Exists(file) ? file : throw new FrugalException($"{file}: the model is missing. Restore the file from the repository, or train it with 'frugal models train {name}'.");
    }
}
