using Frugal.Data;
using Frugal.Onnx;

namespace Frugal.Models;

/// <summary>
/// The models of the course: a folder with <c>catalog.json</c> and one file per model: ONNX, float32, with its batch normalisations as trained; ONNX, int8, with its vocabulary, for students of text; or GGUF for language models. Models too
/// large for the folder come from a NuGet package or an address, or are trained by a command and kept in the cache.
/// </summary>
public sealed class ModelLibrary
{
    private const string CatalogFile = "catalog.json";

    private readonly DataFolders folders;

    /// <summary>Opens the library in <paramref name="folder"/>.</summary>
    /// <param name="folder">The folder of the catalogue.</param>
    /// <param name="folders">The cache of the models that are not in the folder; by default the one that environment variables name.</param>
    /// <exception cref="FrugalException">There is no catalogue, or it cannot be read.</exception>
    public ModelLibrary(string folder, DataFolders? folders = null)
    {
        this.folders = folders ?? new();
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

    /// <summary>The path of the file of <paramref name="name"/>; the file may not exist yet.</summary>
    /// <exception cref="FrugalException">There is no such model.</exception>
    public string ModelFile(string name)
    {
        var entry = Catalog[name];
        return entry.Path is { } path ? Path.Combine(Folder, path)
            : IsFetched(entry) && new Resolver(folders).Find(entry) is { } found ? found.Location
            : Path.Combine(folders.Cache, name, entry.Version, entry.Url is { } url ? Path.GetFileName(url.AbsolutePath) : name + ".onnx");
    }

    /// <summary>Makes the file of <paramref name="name"/> available: restores its package or downloads it, if it comes from elsewhere and is not on this machine.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="progress">Receives the progress of a download.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="FrugalException">The file is missing and has no source, or differs from the catalogue.</exception>
    public string Get(string name, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (Catalog[name] is var entry && IsFetched(entry) && new Resolver(folders, progress).Resolve(entry, cancellation: cancellation) is { Origin: DataOrigin.Url } downloaded)
        {
            return downloaded.Location;   // its checksum was computed while it arrived
        }

        Verify(name);
        return ModelFile(name);
    }

    /// <summary>Makes the vocabulary of <paramref name="name"/>, a model for text, available.</summary>
    /// <returns>The path of the file: one token per line.</returns>
    /// <exception cref="FrugalException">The model has no vocabulary, or its package cannot be restored or differs from the catalogue.</exception>
    public string GetVocabulary(string name, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        var entry = Catalog[name].Vocabulary ?? throw new FrugalException($"{name}: it has no vocabulary, since it does not read text. Choose a model for text.");
        var source = new Resolver(folders, progress).Resolve(entry, cancellation: cancellation);
        Resolver.Verify(entry, source);
        return source.Location;
    }

    /// <summary>Checks the SHA-256 of the file of <paramref name="name"/> against the catalogue.</summary>
    /// <returns>The checksum, for display.</returns>
    /// <exception cref="FrugalException">The file is missing or differs.</exception>
    public string Verify(string name)
    {
        var file = Present(name);
        var (actual, expected) = (Checksums.Sha256(file), Catalog[name].Sha256);
        return expected is null || actual == expected
            ? actual
            : throw new FrugalException($"{file}: its SHA-256 is {actual}, the catalogue says {expected}. {Remedy(name)}");
    }

    /// <summary>Reads the trained model <paramref name="name"/>: float32, batch normalisations not folded; its metadata name the classes, data set and preprocessing.</summary>
    /// <exception cref="FrugalException">There is no such model, it is a language model in GGUF, or its file is missing or broken.</exception>
    public OnnxModel Load(string name) => Catalog[name].IsGguf
        ? throw new FrugalException($"{name}: it is a language model in GGUF, and an ONNX model is needed. Choose another (see 'frugal models list'), or read it with GgufFile.")
        : OnnxModel.Load(Present(name));

    /// <summary>Reads the logits of <paramref name="name"/>, a teacher, for the training photos of its data set.</summary>
    /// <exception cref="FrugalException">The library has none of that model, or the file is missing or differs from the catalogue.</exception>
    public StoredLogits Logits(string name)
    {
        var file = Catalog[name].Logits ?? throw new FrugalException($"{name}: the library has no logits of it. They are there for: {string.Join(", ", Catalog.Entries.Where(entry => entry.Logits is not null).Select(entry => entry.Name))}.");
        var path = Path.Combine(Folder, file.Path);
        var logits = StoredLogits.Load(path);
        return Checksums.Sha256(path) == file.Sha256 ? logits : throw new FrugalException($"{path}: its SHA-256 is not the catalogue's, {file.Sha256}. Restore the file from the repository.");
    }

    private static bool IsFetched(CatalogEntry entry) => entry.Package is not null || entry.Url is not null;

    private string Present(string name)
    {
        var file = ModelFile(name);
        return File.Exists(file) ? file : throw new FrugalException($"{file}: the model is missing. {Remedy(name)}");
    }

    private string Remedy(string name) => Catalog[name] switch
    {
        var entry when IsFetched(entry) => $"Get it with 'frugal models get {name}'; if it is there, delete it first.",
        { Path: null } => $"Train it with 'frugal models train {name}'.",
        _ => $"Restore the file from the repository, or train it with 'frugal models train {name}'.",
    };
}
