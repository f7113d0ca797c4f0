namespace Frugal.Cli.Commands.Notebooks;

/// <summary>Finds the notebooks at a path: one file, or all those in a folder.</summary>
internal static class NotebookFiles
{
    private const string French = "fr";

    /// <exception cref="FrugalException">No notebook was found.</exception>
    public static IReadOnlyList<string> Under(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [path] : throw new FrugalException($"{path}: no such file or folder. Give an .ipynb file or a folder of .ipynb files.");
        }

        var files = Directory.EnumerateFiles(path, "*.ipynb", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".ipynb_checkpoints", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new FrugalException($"{path}: the folder contains no .ipynb file. Give another.");
    }

    /// <summary>
    /// Finds the notebooks to run at a path. A notebook in <c>fr/</c> below one of the same name has the same cells: in a folder that holds both, only the original runs.
    /// </summary>
    /// <exception cref="FrugalException">No notebook was found.</exception>
    public static IReadOnlyList<string> ToRun(string path)
    {
        var files = Under(path);
        var all = files.Select(Path.GetFullPath).ToHashSet();
        return [.. files.Where(file => !IsTranslation(file) || !all.Contains(Original(Path.GetFullPath(file))))];
    }

    /// <summary>The code of the language of a notebook's text: French in a folder <c>fr</c>, English elsewhere.</summary>
    public static string Language(string file) => IsTranslation(file) ? French : "en";

    /// <summary>The C# file to which a notebook is exported unless another is named; a translation has its own.</summary>
    public static string Program(string file) =>
        Path.Combine("artifacts", "notebooks", Path.ChangeExtension(Place(file, file), ".cs"));

    /// <summary>The path of a notebook found under <paramref name="root"/> in a folder that receives both languages: a translation's starts with <c>fr/</c>.</summary>
    public static string Place(string root, string file)
    {
        var folder = Directory.Exists(root) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) : Path.GetDirectoryName(Path.GetFullPath(root))!;
        return Path.GetRelativePath(Path.GetFileName(folder) == French ? Path.GetDirectoryName(folder)! : folder, file);
    }

    private static bool IsTranslation(string file) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) == French;

    private static string Original(string translation) => Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(translation))!, Path.GetFileName(translation));
}
