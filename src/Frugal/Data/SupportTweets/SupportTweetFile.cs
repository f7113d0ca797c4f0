using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Frugal.Data.Dialogues;

namespace Frugal.Data.SupportTweets;

/// <summary>
/// Writes tweets to files, one after another, in UTF-8 without a byte-order mark: CSV of RFC 4180 (a header, lines that end in CR LF, a field in quotes
/// where it holds a comma, a quote or a line break, a quote doubled) or JSON Lines (one object per line). Topics are separated by <c>|</c> in CSV.
/// </summary>
public static class SupportTweetFile
{
    private const string Time = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>The columns of the CSV file and the properties of the JSON objects, in their order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["id", "created_at", "author", "language", "text", "reply_to", "copy_of", "copy", "sentiment", "is_claim", "urgency", "topics", "incident"];

    /// <summary>Writes a file whose name ends in <c>.csv</c> or <c>.jsonl</c>; an existing file is replaced when the new one is complete.</summary>
    /// <exception cref="FrugalException">The name ends otherwise, or the file cannot be written.</exception>
    public static void Save(string path, IEnumerable<SupportTweet> tweets, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tweets);
        Action<Stream, IEnumerable<SupportTweet>> write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => WriteCsv,
            ".jsonl" => WriteJsonLines,
            _ => throw new FrugalException($"{path}: tweets are written as CSV or JSON Lines. Give a name that ends in .csv or .jsonl."),
        };
        AtomicFile.Write(path, stream => write(stream, tweets.Select(tweet => Uncancelled(tweet, cancellation))));
    }

    /// <summary>Writes CSV; the stream stays open.</summary>
    public static void WriteCsv(Stream stream, IEnumerable<SupportTweet> tweets)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tweets);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', Columns));
        foreach (var tweet in tweets)
        {
            WriteRow(writer, tweet);
        }
    }

    /// <summary>Writes JSON Lines; the stream stays open. Absent numbers are <c>null</c>, topics are an array.</summary>
    public static void WriteJsonLines(Stream stream, IEnumerable<SupportTweet> tweets)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tweets);
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var tweet in tweets)
        {
            WriteObject(json, tweet);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount > 1 << 15)
            {
                stream.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        stream.Write(buffer.WrittenSpan);
    }

    private static void WriteRow(StreamWriter writer, SupportTweet tweet)
    {
        var kpis = tweet.Kpis;
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{tweet.Id},{tweet.CreatedAt.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)},{tweet.Author},{Code(tweet.Language)},"));
        WriteField(writer, tweet.Text);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $",{tweet.ReplyTo},{tweet.CopyOf},{Name(tweet.Copy)},{Name(kpis.Sentiment)},{(kpis.IsClaim ? "true" : "false")},{Name(kpis.Urgency)},"));
        writer.Write(string.Join('|', TweetTopicNames.Of(kpis.Topics)));
        writer.Write(',');
        writer.WriteLine(Name(kpis.Incident));
    }

    private static void WriteField(StreamWriter writer, string text)
    {
        if (text.AsSpan().ContainsAny(Quoted))
        {
            writer.Write('"');
            writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(text);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, SupportTweet tweet)
    {
        json.WriteStartObject();
        json.WriteNumber("id", tweet.Id);
        json.WriteString("created_at", tweet.CreatedAt.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture));
        json.WriteString("author", tweet.Author);
        json.WriteString("language", Code(tweet.Language));
        json.WriteString("text", tweet.Text);
        WriteNumber(json, "reply_to", tweet.ReplyTo);
        WriteNumber(json, "copy_of", tweet.CopyOf);
        json.WriteString("copy", Name(tweet.Copy));
        json.WriteString("sentiment", Name(tweet.Kpis.Sentiment));
        json.WriteBoolean("is_claim", tweet.Kpis.IsClaim);
        json.WriteString("urgency", Name(tweet.Kpis.Urgency));
        json.WriteStartArray("topics");
        foreach (var topic in TweetTopicNames.Of(tweet.Kpis.Topics))
        {
            json.WriteStringValue(topic);
        }

        json.WriteEndArray();
        json.WriteString("incident", Name(tweet.Kpis.Incident));
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Code(ChatLanguage language) => language == ChatLanguage.French ? "fr" : "en";

    private static string Name<T>(T value) where T : struct, Enum => Names<T>.All[(int)(object)value];

    private static SupportTweet Uncancelled(SupportTweet tweet, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return tweet;
    }

    private static class Names<T> where T : struct, Enum
    {
        public static readonly string[] All = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
    }
}
