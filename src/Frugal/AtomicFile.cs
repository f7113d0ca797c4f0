using Frugal.Containment;

namespace Frugal;

/// <summary>Writes a file atomically: to a temporary file beside it, flushed to disk, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Lets <paramref name="write"/> fill a temporary file in the folder of <paramref name="path"/>, then renames it to <paramref name="path"/>.
    /// </summary>
    /// <exception cref="FrugalException">
    /// The folder cannot be written, the disk is full, or at <paramref name="path"/> is a folder, link, pipe, socket or device: only a regular file is replaced.
    /// Nothing is left behind.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Replace(path, temporary =>
        {
            using var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
            write(file);
        });
    }

    /// <summary>
    /// The same for what writes files itself, such as native code: <paramref name="make"/> gets the path of the temporary file, which is flushed to disk and then renamed to <paramref name="path"/>.
    /// </summary>
    /// <exception cref="FrugalException">As for <see cref="Write"/>.</exception>
    public static void Replace(string path, Action<string> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        ThrowIfNotReplaceable(path);
        var temporary = $"{path}.{Environment.ProcessId:x}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            make(temporary);
            using (var file = new FileStream(temporary, FileMode.Open, FileAccess.Write, FileShare.None))
            {
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure)
        {
            Remove(temporary);
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw new FrugalException($"{path}: cannot be written ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Free some space or choose another folder.", failure);
            }

            throw;
        }
    }

    /// <summary>Writes <paramref name="bytes"/> to a file atomically.</summary>
    /// <exception cref="FrugalException">The folder cannot be written, or the disk is full. Nothing is left behind.</exception>
    public static void WriteAllBytes(string path, byte[] bytes) => Write(path, file => file.Write(bytes));

    /// <summary>Checks before a long computation that its result may be written to <paramref name="path"/>.</summary>
    /// <exception cref="FrugalException">At <paramref name="path"/> is a folder, link, pipe, socket or device.</exception>
    internal static void ThrowIfNotReplaceable(string path)
    {
        if (PlainFile.Otherwise(path) is { } kind)
        {
            throw new FrugalException($"{path}: is {kind}, and only a regular file is replaced. Give the path of a file.");
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Report the first failure.
        }
    }
}
