namespace Frugal.Grading.Authoring;

/// <summary>Determines which files belong to a lab.</summary>
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

    /// <summary>The files in a folder, as sorted relative paths with slashes; without build outputs, grading results and user settings.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        Directory.Exists(folder) ? [.. Below(new DirectoryInfo(folder), "").Order(StringComparer.Ordinal)] : [];

    /// <summary>Whether a lab may contain the file: sources, pages, images and models are allowed; links, backups and archives are not.</summary>
    public static bool Belongs(string folder, string path)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        return Kinds.Contains(file.Extension) && file.LinkTarget is null && !path.Split('/').Any(part => part.StartsWith('.'));
    }

    /// <summary>Whether a folder or file of this name is an output of builds and tools, or a user's setting.</summary>
    internal static bool IsOutput(string name) => Outputs.Contains(name) || name.EndsWith(".user", StringComparison.Ordinal);

    /// <summary>Whether the file is a text file.</summary>
    public static bool IsText(string path) => TextKinds.Contains(Path.GetExtension(path));

    private static IEnumerable<string> Below(DirectoryInfo folder, string prefix) =>
        folder.EnumerateFiles().Where(file => file.Extension != ".user").Select(file => prefix + file.Name)
            .Concat(folder.EnumerateDirectories().Where(inner => !Outputs.Contains(inner.Name) && inner.LinkTarget is null)
                .SelectMany(inner => Below(inner, $"{prefix}{inner.Name}/")));
}
