using System.Globalization;
using System.Text;
using Frugal;
using TweetPipeline.Tweets;

namespace TweetPipeline.Reading;

/// <summary>What comes out of the input: a tweet, or a row that is set aside.</summary>
/// <param name="Tweet">The tweet; null for a reject.</param>
/// <param name="Reject">The reject; null for a tweet.</param>
/// <param name="After">Where the input continues.</param>
public readonly record struct ReadRow(Tweet? Tweet, Reject? Reject, ReadPosition After);

/// <summary>Reads the tweets of a CSV or JSON Lines file as a stream, whatever its size.</summary>
public sealed class TweetReader : IDisposable
{
    private static readonly byte[] Separators = [(byte)',', (byte)';', (byte)'\t'];

    private readonly string path;
    private readonly FileStream file;
    private readonly Encoding? encoding;
    private readonly long mark;
    private readonly RecentIds ids = new();

    private TweetReader(string path, FileStream file)
    {
        (this.path, this.file) = (path, file);
        encoding = InputEncoding.Detect(file);
        mark = file.Position;
    }

    /// <summary>Bytes of the file.</summary>
    public long Bytes => file.Length;

    /// <summary>Bytes of the file that were read.</summary>
    public long BytesRead => file.Position;

    /// <summary>Rows whose encoding was repaired.</summary>
    public long Repaired { get; private set; }

    /// <summary>Whether the rows have ids of their own; if not, they are numbered by line.</summary>
    public bool HasIds { get; private set; } = true;

    /// <summary>Opens a file whose name ends in <c>.csv</c>, <c>.tsv</c>, <c>.jsonl</c> or <c>.ndjson</c>.</summary>
    /// <exception cref="FrugalException">It cannot be opened, or its name ends otherwise.</exception>
    public static TweetReader Open(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".csv" or ".tsv" or ".jsonl" or ".ndjson"))
        {
            throw new FrugalException($"{path}: tweets are read from CSV or JSON Lines. Give a file that ends in .csv, .tsv, .jsonl or .ndjson.");
        }

        try
        {
            return new(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: cannot be read ({failure.Message.TrimEnd('.')}). Give a file of tweets.", failure);
        }
    }

    /// <summary>The rows, from the beginning or from a place that an earlier run reached.</summary>
    /// <exception cref="FrugalException">The header has no column for the text.</exception>
    public IEnumerable<ReadRow> Read(ReadPosition from = default)
    {
        var json = Path.GetExtension(path).ToLowerInvariant() is ".jsonl" or ".ndjson";
        var separator = json ? (byte)0 : SeparatorOf();
        var columns = json ? TweetColumns.All : Header(separator);
        var places = json ? null : TweetColumns.Find(path, columns);
        HasIds = json || places![0] >= 0;
        var window = Window(from);
        var records = json ? JsonLines.Read(window, columns) : Csv(window, columns.Count, separator);
        foreach (var record in records)
        {
            if (record.Line == 1 && !json && record.Reject is null)
            {
                continue;   // the header
            }

            yield return Row(record, json ? Found(columns, record.Fields) : record.Fields.Length == 0 ? [] : [.. places!.Select(place => place < 0 ? "" : record.Fields[place])]);
        }
    }

    /// <summary>Remembers the ids of an earlier part of the file, so that they are not taken twice.</summary>
    public void Remember(IEnumerable<string> earlier)
    {
        foreach (var id in earlier)
        {
            ids.Add(id);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private ReadRow Row(CsvRecord record, string[] fields)
    {
        if (record.Reject is not null)
        {
            return new(null, record.Reject, record.After);
        }

        var tweet = new Tweet(record.Line, fields[0].Trim(), Repair(fields[1])) { CreatedAt = Plain(fields[2]), Author = Plain(fields[3]), Language = Plain(fields[4]) };
        tweet = HasIds ? tweet : tweet with { Id = record.Line.ToString(CultureInfo.InvariantCulture) };
        var wrong = Wrong(tweet);
        return wrong is var (code, reason) ? new(null, new(record.Line, code, reason, tweet.Text.Length > Limits.RejectStart ? tweet.Text[..Limits.RejectStart] : tweet.Text), record.After) : new(tweet, null, record.After);
    }

    private (string Code, string Reason)? Wrong(Tweet tweet) => tweet switch
    {
        { Text.Length: > Limits.TextCharacters } => ("text_too_long", string.Create(CultureInfo.InvariantCulture, $"the text has {tweet.Text.Length:N0} characters; the most is {Limits.TextCharacters:N0}")),
        _ when string.IsNullOrWhiteSpace(tweet.Text) => ("no_text", "the text is missing or empty"),
        { Id.Length: 0 } => ("no_id", "the id is missing or empty"),
        { Id.Length: > Limits.IdCharacters } => ("id_too_long", $"the id has {tweet.Id.Length} characters; the most is {Limits.IdCharacters}"),
        _ when !ids.Add(tweet.Id) => ("duplicate_id", $"the id {tweet.Id} came before"),
        _ => null,
    };

    private string Repair(string text)
    {
        var repaired = TextRepair.WithoutControls(TextRepair.Unscramble(text));
        Repaired += ReferenceEquals(repaired, text) ? 0 : 1;
        return repaired;
    }

    private static string Plain(string text) => TextRepair.WithoutControls(text).Trim();

    private static string[] Found(IReadOnlyList<string> columns, string[] values)
    {
        if (values.Length == 0)
        {
            return [];
        }

        int[] starts = [0, 4, 9, 12, 16, columns.Count];
        return [.. Enumerable.Range(0, 5).Select(group => values[starts[group]..starts[group + 1]].FirstOrDefault(value => value.Length > 0, ""))];
    }

    private string[] Header(byte separator)
    {
        var first = Csv(Window(default), 0, separator).FirstOrDefault();
        return first switch
        {
            null => throw new FrugalException($"{path}: the file is empty. The first line must name the columns, 'id' and 'text' among them."),
            { Reject: not null } => throw new FrugalException($"{path}: line 1 is no header ({first.Reject.Reason}). The first line must name the columns, 'id' and 'text' among them."),
            _ => first.Fields,
        };
    }

    private static IEnumerable<CsvRecord> Csv(ByteWindow window, int columns, byte separator) =>
        Unfinished.Else(() => CsvRecords.Read(window, columns, separator), () => NaiveCsv.Read(window, separator));

    /// <summary>The separator that is most frequent in the first line.</summary>
    private byte SeparatorOf()
    {
        var window = Window(default);
        window.More();
        var end = window.Bytes.IndexOf((byte)'\n');
        var line = window.Bytes[..(end < 0 ? window.Bytes.Length : end)].ToArray();
        return Separators.MaxBy(separator => line.Count(letter => letter == separator));
    }

    /// <summary>A window at that place. A file in UTF-16 is read again up to there, as its places count the bytes of UTF-8.</summary>
    private ByteWindow Window(ReadPosition from)
    {
        file.Position = encoding is null ? mark + from.Offset : mark;
        if (encoding is null)
        {
            return new(file, Limits.RowBytes, from);
        }

        var stream = Encoding.CreateTranscodingStream(file, encoding, Encoding.UTF8, leaveOpen: true);
        var skipped = new byte[1 << 16];
        for (var left = from.Offset; left > 0;)
        {
            var read = stream.Read(skipped, 0, (int)Math.Min(left, skipped.Length));
            left = read > 0 ? left - read : 0;
        }

        return new(stream, Limits.RowBytes, from);
    }
}
