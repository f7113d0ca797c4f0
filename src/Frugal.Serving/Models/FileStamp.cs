namespace Frugal.Serving.Models;

/// <summary>A file's length and modification time, to detect changes without reading it.</summary>
/// <param name="Bytes">The file's length; -1 if there is no file.</param>
/// <param name="Written">When it was last written.</param>
public readonly record struct FileStamp(long Bytes, DateTime Written)
{
    /// <summary>The current stamp of <paramref name="path"/>.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new(file.Length, file.LastWriteTimeUtc) : new(-1, default);
    }
}
