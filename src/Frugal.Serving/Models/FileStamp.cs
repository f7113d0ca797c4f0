namespace Frugal.Serving.Models;

/// <summary>What tells a changed file from an unchanged one without reading it.</summary>
/// <param name="Bytes">Its length; -1 where there is no file.</param>
/// <param name="Written">When it was last written.</param>
public readonly record struct FileStamp(long Bytes, DateTime Written)
{
    /// <summary>The stamp of <paramref name="path"/> now.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new(file.Length, file.LastWriteTimeUtc) : new(-1, default);
    }
}
