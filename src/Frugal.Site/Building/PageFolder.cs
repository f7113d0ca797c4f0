namespace Frugal.Site.Building;

/// <summary>Copies folders of pages, and replaces one by another.</summary>
internal static class PageFolder
{
    /// <summary>The files below a folder, relative to it, with <c>/</c>, in order. Names that begin with a dot are left out: editors keep drafts under such names.</summary>
    public static IReadOnlyList<string> Files(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(name => name.StartsWith('.')))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Copies the files of a folder, with their times.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var path in Files(from))
        {
            var target = Path.Combine(to, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(from, path), target, overwrite: true);
        }
    }

    /// <summary>
    /// Makes <paramref name="to"/> hold what <paramref name="from"/> holds. A file with the same content keeps its time, another is moved into its place, and
    /// files that <paramref name="from"/> lacks are removed. Both folders are on one file system: each file is replaced at once.
    /// </summary>
    public static void Renew(string from, string to)
    {
        var files = Files(from);
        foreach (var path in Files(to).Except(files))
        {
            File.Delete(Path.Combine(to, path));
        }

        RemoveEmpty(to);
        foreach (var path in files)
        {
            var (source, target) = (Path.Combine(from, path), Path.Combine(to, path));
            if (!File.Exists(target) || !HaveSameBytes(source, target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Move(source, target, overwrite: true);
            }
        }
    }

    /// <summary>Removes a folder, if it is there.</summary>
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool HaveSameBytes(string one, string other) =>
        new FileInfo(one).Length == new FileInfo(other).Length && File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));

    private static void RemoveEmpty(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var inner in Directory.GetDirectories(folder))
        {
            RemoveEmpty(inner);
            if (!Directory.EnumerateFileSystemEntries(inner).Any())
            {
                Directory.Delete(inner);
            }
        }
    }
}
