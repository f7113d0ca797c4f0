using Frugal;
using Frugal.Models;

namespace ChatbotMemory.Files;

/// <summary>A model's file as it was trained or downloaded.</summary>
/// <param name="Name">The catalogue's name, or the file's without its ending.</param>
/// <param name="Path">The file.</param>
public sealed record ModelSource(string Name, string Path)
{
    /// <summary>The file of a path, or of a name in the course's catalogue.</summary>
    /// <exception cref="FrugalException">There is neither; the message says how to get it.</exception>
    public static ModelSource Find(string model)
    {
        if (File.Exists(model))
        {
            return new(System.IO.Path.GetFileNameWithoutExtension(model), System.IO.Path.GetFullPath(model));
        }

        if (model.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) || model.Contains(System.IO.Path.DirectorySeparatorChar))
        {
            throw new FrugalException($"{model}: there is no such file. Give a GGUF file, or the name of a model (see 'frugal models list').");
        }

        var library = ModelLibrary.Default();
        var names = library.Catalog.Entries.Where(entry => entry.IsGguf).Select(entry => entry.Name).ToList();
        if (!names.Contains(model))
        {
            throw new FrugalException($"Unknown language model '{model}'. Choose one of {string.Join(", ", names)}, or give a GGUF file.");
        }

        var file = library.ModelFile(model);
        return File.Exists(file) ? new(model, file) : throw new FrugalException($"{model} is not on this machine. Get it with './frugal models get {model}'.");
    }
}
