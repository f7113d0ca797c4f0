namespace Frugal.Cli.Commands.Notebooks;

/// <summary>Finds the notebooks at a path: one file, or all those in a folder.</summary>
internal static class NotebookFiles
{
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
}
