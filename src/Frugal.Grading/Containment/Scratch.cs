using Frugal.Containment;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>The only folder that a student's process may write to; removed with all its contents.</summary>
/// <remarks>The student's process may have put anything there under any name: the grader reads and writes it through these methods,
/// which do not follow links.</remarks>
public sealed class Scratch : IDisposable
{
    /// <summary>Creates a new folder that contains only a folder for temporary files.</summary>
    public Scratch() => Directory.CreateDirectory(Temporary);

    /// <summary>The folder's full path; the student's process starts in it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory($"frugal-scratch-{Environment.ProcessId:x}-").FullName;

    /// <summary>The folder for temporary files of the student's process.</summary>
    internal string Temporary => Path.Combine(Folder, "tmp");

    /// <summary>Files and folders outside this one that the process may read, beside its program.</summary>
    internal IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Files beside its program that it may not read.</summary>
    internal IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The full path of the file <paramref name="name"/>, to pass to the student's process.</summary>
    /// <exception cref="FrugalException">The name is empty or points outside the folder.</exception>
    public string this[string name] => Path.GetFullPath(Path.Combine(Folder, name)) is var path
        && path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new FrugalException($"'{name}' does not lie in the scratch folder. Give a name relative to it.");

    /// <summary>Writes a file for the student's process; an existing entry is replaced, never written through.</summary>
    /// <exception cref="StudentFailure">A folder on the way is missing, or a link that the student's process left there.</exception>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = this[name];
        var below = Path.GetRelativePath(Folder, path);
        var part = Path.Combine(Folder, $".{Guid.NewGuid():n}.part");
        using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(content);
        }

        if (!PlainFile.MoveBelow(part, Folder, below))
        {
            File.Delete(part);
            throw NotPlain(name);
        }

        return path;
    }

    /// <summary>Adds a folder with files, made elsewhere and moved here as a whole: while it is written, no process of the student's can put a link into its way.</summary>
    /// <param name="name">The folder's name, without a separator; nothing may have it yet.</param>
    /// <param name="files">The files by their paths in the folder; a path that ends in a slash is an empty folder.</param>
    /// <returns>The folder's full path.</returns>
    public string WriteFolder(string name, IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var place = this[name];
        if (Path.GetDirectoryName(place) != Folder)
        {
            throw new FrugalException($"'{name}': a folder lies directly in the scratch folder. Give a name without a separator.");
        }

        var whole = Directory.CreateTempSubdirectory("frugal-scratch-").FullName;
        try
        {
            foreach (var (path, content) in files)
            {
                var file = Path.Combine(whole, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                if (!path.EndsWith('/'))
                {
                    File.WriteAllBytes(file, content);
                }
            }

            Directory.Move(whole, place);
        }
        catch
        {
            Directory.Delete(whole, recursive: true);
            throw;
        }

        return place;
    }

    /// <summary>Reads a file that the student's process wrote.</summary>
    /// <exception cref="StudentFailure">The file does not exist, is a link or a device, or is larger than <paramref name="most"/>.</exception>
    public byte[] Read(string name, ByteSize most)
    {
        var path = this[name];
        using var file = PlainFile.OpenBelow(Folder, Path.GetRelativePath(Folder, path));
        if (file is null && (Path.Exists(path) || new FileInfo(path).LinkTarget is not null))
        {
            throw NotPlain(name);
        }

        if (file is null || file.Length == 0)
        {
            throw new StudentFailure(Cause.WrongAnswer, $"{name}: the program wrote no such file, or an empty one. Write it before the method returns.");
        }

        return PlainFile.Read(file, most.Bytes) ?? throw new StudentFailure(Cause.TooLarge, $"{name}: the file holds {new ByteSize(file.Length)}. Allowed: {most}.");
    }

    /// <summary>Removes the folder, whatever the student's process left in it.</summary>
    public void Dispose() => FolderWalk.Remove(Folder);

    private static StudentFailure NotPlain(string name) => new(Cause.Cheating, $"{name}: what the program left there is not a plain file. Write the file itself, not a link.");
}
