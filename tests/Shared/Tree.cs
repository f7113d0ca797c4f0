using System.Diagnostics;

namespace Frugal.Tests.Shared;

/// <summary>The project's own files.</summary>
internal static class Tree
{
    private static readonly string[] NotOurs = [".git", ".frugal", "artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts", "site", ".vs", ".idea"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Paths, relative to the root, of the files that are under version control or about to be; without git, of all that are not outputs.</summary>
    public static IReadOnlyList<string> Files { get; } = Tracked() ?? [.. Walk(new DirectoryInfo(Root))];

    /// <summary>The files that are text, with their text.</summary>
    public static IEnumerable<(string Path, string Text)> Texts() =>
        Files.Where(path => File.Exists(At(path))).Select(path => (path, bytes: File.ReadAllBytes(At(path))))
            .Where(file => !file.bytes.AsSpan(0, Math.Min(file.bytes.Length, 8000)).Contains((byte)0))
            .Select(file => (file.path, System.Text.Encoding.UTF8.GetString(file.bytes)));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Course.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);

    private static string[]? Tracked()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 && output.Length > 0 ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Concat(folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Walk));
}
