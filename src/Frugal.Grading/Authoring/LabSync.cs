using System.Text;

namespace Frugal.Grading.Authoring;

/// <summary>Generates <c>labs/NAME</c> from <c>solutions/NAME</c>.</summary>
public static class LabSync
{
    /// <summary>The expected content of the lab: all files of the solution, with the C# sources stripped.</summary>
    /// <exception cref="FrugalException">There is no solution, or one of its sources cannot be stripped.</exception>
    public static GeneratedLab Generate(LabTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var paths = LabFiles.In(tree.Solution);
        if (paths.Count == 0)
        {
            throw new FrugalException($"solutions/{tree.Name}: not there, so labs/{tree.Name} cannot be generated. Restore it, or remove labs/{tree.Name}.");
        }

        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in paths.Where(path => LabFiles.Belongs(tree.Solution, path)))
        {
            var content = Starter(Path.Combine(tree.Solution, path), $"solutions/{tree.Name}/{path}");
            if (content.Length > 0)
            {
                files[path] = content;
            }
        }

        return new(files, [.. paths.Where(path => !LabFiles.Belongs(tree.Solution, path))]);
    }

    /// <summary>
    /// Makes <c>labs/NAME</c> equal to the generated lab. Files are written atomically; equal files are not touched, and replaced or removed files
    /// are kept in <c>artifacts/replaced</c>.
    /// </summary>
    /// <exception cref="FrugalException">As <see cref="Generate"/>, before anything is written; or a file cannot be written.</exception>
    public static SyncResult Apply(LabTree tree)
    {
        var generated = Generate(tree);
        var present = LabFiles.In(tree.Lab);
        var written = generated.Files.Where(file => !Equal(Path.Combine(tree.Lab, file.Key), file.Value)).Select(file => file.Key).ToList();
        var removed = present.Where(path => !generated.Files.ContainsKey(path)).ToList();
        foreach (var path in written.Concat(removed).Where(present.Contains))
        {
            var kept = Path.Combine(Kept(tree), path);
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Copy(Path.Combine(tree.Lab, path), kept, overwrite: true);
        }

        foreach (var path in written)
        {
            AtomicFile.WriteAllBytes(Path.Combine(tree.Lab, path), generated.Files[path]);
        }

        foreach (var path in removed)
        {
            File.Delete(Path.Combine(tree.Lab, path));
            RemoveEmpty(Path.GetDirectoryName(Path.Combine(tree.Lab, path))!, tree.Lab);
        }

        var replaced = written.Concat(removed).Any(present.Contains) ? tree.Show(Kept(tree)) : null;
        return new(tree.Name, written, removed, generated.Strays, replaced);
    }

    private static string Kept(LabTree tree) => Path.Combine(tree.Course.Root, "artifacts", "replaced", "labs", tree.Name.Text);

    private static byte[] Starter(string file, string shown)
    {
        var bytes = File.ReadAllBytes(file);
        if (Path.GetExtension(file) != ".cs")
        {
            return bytes;
        }

        var source = Encoding.UTF8.GetString(bytes);
        var stripped = Stripper.Strip(source, shown);
        return ReferenceEquals(source, stripped) ? bytes : Encoding.UTF8.GetBytes(string.IsNullOrWhiteSpace(stripped) ? "" : stripped);
    }

    private static bool Equal(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    private static void RemoveEmpty(string folder, string upTo)
    {
        while (folder.Length > upTo.Length && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }
}

/// <summary>The expected content of <c>labs/NAME</c>.</summary>
/// <param name="Files">The content by path, without sources that consist entirely of a worked answer.</param>
/// <param name="Strays">Files of the solution that a lab may not contain and that are therefore not copied.</param>
public sealed record GeneratedLab(IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<string> Strays);

/// <summary>The changes made to a lab.</summary>
/// <param name="Name">The lab.</param>
/// <param name="Written">Files written, new or changed.</param>
/// <param name="Removed">Files removed because the solution no longer has them.</param>
/// <param name="Strays">Files of the solution that were not copied.</param>
/// <param name="Replaced">The folder with the previous files; null if none was replaced.</param>
public sealed record SyncResult(LabName Name, IReadOnlyList<string> Written, IReadOnlyList<string> Removed, IReadOnlyList<string> Strays, string? Replaced);
