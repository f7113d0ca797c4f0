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
    public string Folder { get; } = Directory.CreateTempSubdirectory("frugal-scratch-").FullName;

    /// <summary>The folder for temporary files of the student's process.</summary>
    internal string Temporary => Path.Combine(Folder, "tmp");

    /// <summary>The full path of the file <paramref name="name"/>, to pass to the student's process.</summary>
    /// <exception cref="FrugalException">The name is empty or points outside the folder.</exception>
    public string this[string name] => Path.GetFullPath(Path.Combine(Folder, name)) is var path
        && path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new FrugalException($"'{name}' does not lie in the scratch folder. Give a name relative to it.");

    /// <summary>Writes a file for the student's process; an existing entry is replaced, never written through.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = this[name];
        var part = Path.Combine(Folder, $".{Guid.NewGuid():n}.part");
        using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(content);
        }

        File.Move(part, path, overwrite: true);
        return path;
    }

    /// <summary>Reads a file that the student's process wrote.</summary>
    /// <exception cref="StudentFailure">The file does not exist, is a link or a device, or is larger than <paramref name="most"/>.</exception>
    public byte[] Read(string name, ByteSize most)
    {
        var file = new FileInfo(this[name]);
        if (file.LinkTarget is not null || file.Directory is not { LinkTarget: null } || (file.Attributes & (FileAttributes.Device | FileAttributes.Directory)) != 0 && file.Exists)
        {
            throw new StudentFailure(Cause.Cheating, $"{name}: what the program left there is not a plain file. Write the file itself, not a link.");
        }

        if (!file.Exists || file.Length == 0)                // a pipe also has length 0 and must not be opened
        {
            throw new StudentFailure(Cause.WrongAnswer, $"{name}: the program wrote no such file, or an empty one. Write it before the method returns.");
        }

        if (file.Length > most.Bytes)
        {
            throw new StudentFailure(Cause.TooLarge, $"{name}: the file holds {new ByteSize(file.Length)}. Allowed: {most}.");
        }

        return File.ReadAllBytes(file.FullName);
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        for (var attempt = 0; Directory.Exists(Folder); attempt++)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (Exception failure) when (failure is UnauthorizedAccessException or IOException && attempt < 3)
            {
                Unlock(new DirectoryInfo(Folder));
            }
        }
    }

    /// <summary>Restores the owner's permissions that the student's process removed.</summary>
    private static void Unlock(DirectoryInfo folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var child in folder.EnumerateDirectories().Where(child => child.LinkTarget is null))
        {
            Unlock(child);
        }
    }
}
