using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>Counts the bytes to be shipped: files, folders with their contents, and the data files referenced by ONNX models.</summary>
public static class ShippedBytes
{
    /// <summary>The total size of <paramref name="paths"/>, files and folders; a file that occurs twice counts once.</summary>
    /// <exception cref="FrugalException">A file or folder does not exist, or a model is broken.</exception>
    public static ByteSize Of(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = paths.SelectMany(Files).Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        files.UnionWith(files.Where(IsModel).SelectMany(file => External(file, MeasuringProcess.Facts(file))).ToArray());
        return new ByteSize(files.Sum(Length));
    }

    /// <summary>The size of a model whose facts are known.</summary>
    internal static ByteSize Of(string model, ModelFacts facts) =>
        new(External(Path.GetFullPath(model), facts).Append(Path.GetFullPath(model)).ToHashSet(StringComparer.Ordinal).Sum(Length));

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        : File.Exists(path) ? [path]
        : throw new FrugalException($"{path}: there is no such file or folder. Build it, or correct the path.");

    private static bool IsModel(string file) => file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> External(string file, ModelFacts facts) =>
        facts.DataFiles.Select(name => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, name))).Where(File.Exists);

    /// <summary>The length of a file; for a link, that of its target.</summary>
    private static long Length(string file) => (new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? new FileInfo(file)).Length;
}
