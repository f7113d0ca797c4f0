#if SOLUTION
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
#endif
using Frugal;
#if SOLUTION
using Microsoft.Data.Sqlite;
#endif

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
#if SOLUTION
    private const int Digest = 8;

    private readonly Lock gate = new();
    private SqliteConnection connection;
#endif

    /// <summary>Opens a cache, or begins one.</summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    /// <exception cref="FrugalException">The file cannot be opened or made.</exception>
    public DiskCache(string path)
    {
        Path = path;
#if SOLUTION
        connection = Opened();
#else
        throw new NotImplementedException("Task 3 - open the database. Hint: SqliteConnection without pooling, PRAGMA journal_mode = WAL, CREATE TABLE IF NOT EXISTS; SqliteErrorCode 11 and 26 mean a damaged file.");
#endif
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>How many times a damaged file was set aside.</summary>
    public int SetAside { get; private set; }

    /// <inheritdoc/>
    public byte[]?[] Get(string version, IReadOnlyList<string> texts)
    {
#if SOLUTION
        lock (gate)
        {
            return Guarded(() => Read(version, texts));
        }
#else
        throw new NotImplementedException("Task 3 - look answers up. Hint: the key of version and text is a hash of both and of where one ends; store a checksum with each answer.");
#endif
    }

    /// <inheritdoc/>
    /// <exception cref="FrugalException">The disk is full, or the file cannot be written.</exception>
    public void Put(string version, IReadOnlyList<(string Text, byte[] Answer)> answers)
    {
#if SOLUTION
        lock (gate)
        {
            Guarded(() => Write(version, answers));
        }
#else
        throw new NotImplementedException("Task 3 - store answers. Hint: one transaction and one prepared command for all of them.");
#endif
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
#if SOLUTION
        lock (gate)
        {
            connection.Dispose();
        }
#else
        throw new NotImplementedException("Task 3 - close the database. Hint: dispose the connection.");
#endif
    }

#if SOLUTION
    private byte[]?[] Read(string version, IReadOnlyList<string> texts)
    {
        var found = new byte[]?[texts.Count];
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT answer FROM answers WHERE key = $key";
        var parameter = command.Parameters.Add("$key", SqliteType.Blob);
        using var transaction = connection.BeginTransaction(deferred: true);
        command.Transaction = transaction;
        for (var i = 0; i < found.Length; i++)
        {
            var key = Key(version, texts[i]);
            parameter.Value = key;
            found[i] = command.ExecuteScalar() is byte[] stored ? Checked(key, stored) : null;
        }

        return found;
    }

    private bool Write(string version, IReadOnlyList<(string Text, byte[] Answer)> answers)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO answers (key, answer) VALUES ($key, $answer) ON CONFLICT (key) DO UPDATE SET answer = excluded.answer";
        var key = command.Parameters.Add("$key", SqliteType.Blob);
        var stored = command.Parameters.Add("$answer", SqliteType.Blob);
        foreach (var (text, answer) in answers)
        {
            var hash = Key(version, text);
            (key.Value, stored.Value) = (hash, (byte[])[.. Sum(hash, answer), .. answer]);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return true;
    }

    /// <summary>Half of the SHA-256 of both, with the length of the version before it.</summary>
    private static byte[] Key(string version, string text)
    {
        var bytes = Encoding.UTF8.GetBytes($"    {version}{text}");
        BinaryPrimitives.WriteInt32LittleEndian(bytes, version.Length);
        return SHA256.HashData(bytes)[..16];
    }

    private static byte[] Sum(byte[] key, byte[] answer) => SHA256.HashData([.. key, .. answer])[..Digest];

    private static byte[]? Checked(byte[] key, byte[] stored) =>
        stored.Length >= Digest && stored[Digest..] is var answer && stored.AsSpan(0, Digest).SequenceEqual(Sum(key, answer)) ? answer : null;

    /// <summary>Does something; if the file turns out to be damaged, once more with an empty one.</summary>
    private T Guarded<T>(Func<T> action)
    {
        try
        {
            try
            {
                return action();
            }
            catch (SqliteException damaged) when (IsDamage(damaged))
            {
                PutAside();
                connection = Opened();
                return action();
            }
        }
        catch (SqliteException failure)
        {
            throw Failed(failure);
        }
    }

    private SqliteConnection Opened()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            try
            {
                return Connect();
            }
            catch (SqliteException damaged) when (IsDamage(damaged))
            {
                PutAside();
                return Connect();
            }
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw Failed(failure);
        }
    }

    private SqliteConnection Connect()
    {
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, DefaultTimeout = 10 }.ToString());
        try
        {
            opened.Open();
            using var command = opened.CreateCommand();
            command.CommandText =
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 16000000;" +
                "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, answer BLOB NOT NULL) WITHOUT ROWID; SELECT key, answer FROM answers LIMIT 1;";
            command.ExecuteNonQuery();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void PutAside()
    {
        connection?.Dispose();
        SetAside++;
        File.Move(Path, $"{Path}.corrupt", overwrite: true);
        File.Delete($"{Path}-wal");
        File.Delete($"{Path}-shm");
    }

    /// <summary>SQLITE_CORRUPT, SQLITE_NOTADB.</summary>
    private static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is 11 or 26;

    private FrugalException Failed(Exception failure) => new($"{Path}: the cache cannot be used ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Free some space, choose another file with --cache, or run with --no-cache.", failure);
#endif
}
