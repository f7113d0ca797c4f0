namespace Frugal.Grading.Authoring;

/// <summary>Which files make up a lab.</summary>
public static class LabFiles
{
    private static readonly HashSet<string> Outputs = ["bin", "obj", "artifacts", "grades", "node_modules", "TestResults", ".vs", ".idea"];

    private static readonly HashSet<string> Kinds =
    [
        ".cs", ".csproj", ".slnx", ".props", ".json", ".txt", ".csv", ".http", ".md",
        ".html", ".css", ".js", ".svg", ".png", ".jpg", ".webp", ".ico", ".woff2", ".onnx", ".dat",
    ];

    private static readonly HashSet<string> TextKinds =
        [".cs", ".csproj", ".slnx", ".props", ".json", ".txt", ".csv", ".http", ".md", ".html", ".css", ".js", ".svg"];

    /// <summary>The files below a folder, as paths from it with slashes, in order; without outputs of builds and gradings and a user's own settings.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        Directory.Exists(folder) ? [.. Below(new DirectoryInfo(folder), "").Order(StringComparer.Ordinal)] : [];

    /// <summary>Whether a lab may hold such a file: sources, pages, pictures and models; no link, no backup, no archive.</summary>
    public static bool Belongs(string folder, string path)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        return Kinds.Contains(file.Extension) && file.LinkTarget is null && !path.Split('/').Any(part => part.StartsWith('.'));
    }

    /// <summary>Whether it is a file that people read as text.</summary>
    public static bool IsText(string path) => TextKinds.Contains(Path.GetExtension(path));

    private static IEnumerable<string> Below(DirectoryInfo folder, string prefix) =>
        folder.EnumerateFiles().Where(file => file.Extension != ".user").Select(file => prefix + file.Name)
            .Concat(folder.EnumerateDirectories().Where(inner => !Outputs.Contains(inner.Name) && inner.LinkTarget is null)
                .SelectMany(inner => Below(inner, $"{prefix}{inner.Name}/")));
}
