using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>The one folder that a student's process may write; removed with all that it holds.</summary>
/// <remarks>The student's process may have put anything there under any name: the grader reads and writes it through the methods here,
/// which follow no link.</remarks>
public sealed class Scratch : IDisposable
{
    /// <summary>Makes a new folder; it holds nothing but a place for temporary files.</summary>
    public Scratch() => Directory.CreateDirectory(Temporary);

    /// <summary>The folder's full path; the student's process starts in it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("frugal-scratch-").FullName;

    /// <summary>Where the student's process keeps its temporary files.</summary>
    internal string Temporary => Path.Combine(Folder, "tmp");

    /// <summary>The full path of the file <paramref name="name"/>, to hand to the student's process.</summary>
    /// <exception cref="FrugalException">The name is empty or leads out of the folder.</exception>
    public string this[string name] => Path.GetFullPath(Path.Combine(Folder, name)) is var path
        && path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new FrugalException($"'{name}' does not lie in the scratch folder. Give a name relative to it.");

    /// <summary>Writes a file for the student's process to read; what lay under the name is replaced, never written through.</summary>
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
    /// <exception cref="StudentFailure">There is none, it is a link or a device, or it is larger than <paramref name="most"/>.</exception>
    public byte[] Read(string name, ByteSize most)
    {
        var file = new FileInfo(this[name]);
        if (file.LinkTarget is not null || file.Directory is not { LinkTarget: null } || (file.Attributes & (FileAttributes.Device | FileAttributes.Directory)) != 0 && file.Exists)
        {
            throw new StudentFailure(Cause.Cheating, $"{name}: what the program left there is no plain file. Write the file itself, not a link.");
        }

        if (!file.Exists || file.Length == 0)                // a pipe's length is 0 too: it must not be opened
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

    /// <summary>Gives the owner back what the student's process took from itself.</summary>
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
