using System.Text;
using Frugal;

namespace TweetPipeline.Writing;

/// <summary>A text file that grows by whole rows, and can be cut to an earlier length when it is opened.</summary>
public sealed class AppendedFile : IDisposable
{
    private readonly FileStream file;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Bytes that are kept; 0 begins it again.</param>
    /// <exception cref="FrugalException">It cannot be written, or is shorter.</exception>
    public AppendedFile(string path, long length)
    {
        Path = path;
        try
        {
            file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 16);
            if (file.Length < length)
            {
                file.Dispose();
                throw new FrugalException($"{path}: has {file.Length} bytes, and {length} were written. It was changed since; run without --resume to begin again.");
            }

            file.SetLength(length);
            file.Seek(length, SeekOrigin.Begin);
            Writer = new(file, new UTF8Encoding(false), 1 << 15) { NewLine = "\r\n" };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, failure);
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes at its end.</summary>
    public StreamWriter Writer { get; }

    /// <summary>Hands everything to the system.</summary>
    /// <param name="toDisk">Whether to wait until the disk has it.</param>
    /// <returns>Bytes of the file.</returns>
    public long Flush(bool toDisk)
    {
        Writer.Flush();
        file.Flush(toDisk);
        return file.Position;
    }

    /// <summary>Closes the file. What is left in the buffer is written if that is possible; a resumed run cuts it off.</summary>
    public void Dispose()
    {
        try
        {
            Writer.Dispose();
        }
        catch (IOException)
        {
            file.Dispose();   // the failure was reported where it came first
        }
    }

    /// <summary>A failure of the disk, for people.</summary>
    public static FrugalException Failed(string path, Exception failure) =>
        new($"{path}: cannot be written ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Free some space, and run the same command with --resume: what was written so far is kept.", failure);
}
