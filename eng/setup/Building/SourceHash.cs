using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Frugal.Setup.Building;

/// <summary>A fingerprint of source files that changes when a file is added, removed, renamed or edited.</summary>
public static class SourceHash
{
    private static readonly string[] Outputs = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>Computes the fingerprint from names, sizes and times, which is fast for many files.</summary>
    /// <param name="root">The clone.</param>
    /// <param name="paths">Files and folders in it; a missing one counts as empty.</param>
    public static string OfTimes(string root, IEnumerable<string> paths)
    {
        var text = new StringBuilder();
        foreach (var file in paths.SelectMany(path => Files(Path.Combine(root, path))).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            text.Append(Path.GetRelativePath(root, file.FullName).Replace('\\', '/')).Append(CultureInfo.InvariantCulture, $" {file.Length} {file.LastWriteTimeUtc.Ticks}\n");
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static IEnumerable<FileInfo> Files(string path)
    {
        if (File.Exists(path))
        {
            return [new FileInfo(path)];
        }

        var folder = new DirectoryInfo(path);
        return !folder.Exists ? []
            : folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(inner => !Outputs.Contains(inner.Name)).SelectMany(inner => Files(inner.FullName)));
    }
}
