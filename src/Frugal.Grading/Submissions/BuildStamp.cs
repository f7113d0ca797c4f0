using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Frugal.Grading.Authoring;

namespace Frugal.Grading.Submissions;

/// <summary>
/// Remembers from which files a lab's course part was built: paths, sizes and times of all that its build reads. While they are the same, nothing is built,
/// which saves the seconds in which MSBuild finds that out.
/// </summary>
internal sealed class BuildStamp
{
    private static readonly string[] Shared = ["src", "eng"];

    private readonly string file;
    private readonly string content;

    /// <summary>Looks at the files now, before a build: what changes while it runs is built the next time.</summary>
    public BuildStamp(string file, LabTree tree) => (this.file, content) = (file, Look(tree));

    /// <summary>Whether the last build was of the same files.</summary>
    public bool IsCurrent => File.Exists(file) && File.ReadAllText(file) == content;

    /// <summary>Notes that these files were built.</summary>
    public void Write() => AtomicFile.WriteAllBytes(file, Encoding.UTF8.GetBytes(content));

    /// <summary>Forgets the last build.</summary>
    public void Remove() => File.Delete(file);

    private static string Look(LabTree tree)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Environment.Version}\n"));
        var root = new DirectoryInfo(tree.Course.Root);
        var folders = Shared.Select(folder => Path.Combine(root.FullName, folder)).Append(tree.Solution).Append(tree.Grader).Where(Directory.Exists);
        var files = folders.SelectMany(folder => LabFiles.In(folder).Select(path => new FileInfo(Path.Combine(folder, path)))).Concat(root.EnumerateFiles());
        foreach (var one in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{one.FullName}|{one.Length}|{one.LastWriteTimeUtc.Ticks}\n")));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
