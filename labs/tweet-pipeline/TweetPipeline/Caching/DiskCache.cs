using Frugal;

namespace TweetPipeline.Caching;

/// <summary>
/// The answers of earlier runs in a SQLite database, one file that several processes can use at once (write-ahead log). Safe for concurrent use.
/// <list type="bullet">
/// <item>An answer belongs to a version and a text: another version, or a text that differs in one character, has none. No pair of version and text may be mistaken for another, such as
/// <c>("a", "bc")</c> for <c>("ab", "c")</c>.</item>
/// <item>What cannot be what was put, because bytes of the file have changed, is no answer: <see cref="Get"/> gives null for it.</item>
/// <item>A file that is no database any more is set aside as <c>NAME.corrupt</c>, which replaces an older one, and an empty one is begun, at once or when the damage shows.</item>
/// <item><see cref="Put"/> stores all of its answers or none: one transaction. It does not wait for the disk after each answer.</item>
/// </list>
/// </summary>
public sealed class DiskCache : IAnswerStore
{
    /// <summary>Opens a cache, or begins one.</summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <exception cref="FrugalException">The file cannot be opened or made.</exception>
    public DiskCache(string path)
    {
        Path = path;
        throw new NotImplementedException("Task 3 - open the database. Hint: SqliteConnection without pooling, PRAGMA journal_mode = WAL, CREATE TABLE IF NOT EXISTS; SqliteErrorCode 11 and 26 mean a damaged file.");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>How many times a damaged file was set aside.</summary>
    public int SetAside { get; private set; }

    /// <inheritdoc/>
    public byte[]?[] Get(string version, IReadOnlyList<string> texts)
    {
        throw new NotImplementedException("Task 3 - look answers up. Hint: the key of version and text is a hash of both and of where one ends; store a checksum with each answer.");
    }

    /// <inheritdoc/>
    /// <exception cref="FrugalException">The disk is full, or the file cannot be written.</exception>
    public void Put(string version, IReadOnlyList<(string Text, byte[] Answer)> answers)
    {
        throw new NotImplementedException("Task 3 - store answers. Hint: one transaction and one prepared command for all of them.");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        throw new NotImplementedException("Task 3 - close the database. Hint: dispose the connection.");
    }
}
