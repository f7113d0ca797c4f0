using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TweetPipeline.Reading;
using TweetPipeline.Tweets;

namespace TweetPipeline.Writing;

/// <summary>Rows as CSV and as JSON Lines, and back.</summary>
public static class RowFormats
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first line of the CSV file.</summary>
    public static string Header { get; } = $"{string.Join(',', TweetResult.Columns)}\r\n";

    /// <summary>Writes a row of CSV.</summary>
    public static void WriteCsv(TextWriter writer, in TweetResult row)
    {
        var (tweet, kpis) = (row.Tweet, row.Answer.Kpis);
        Cell(tweet.Id);
        Cell(tweet.CreatedAt);
        Cell(tweet.Author);
        Cell(tweet.Language);
        Cell(tweet.Text);
        writer.Write(KpiNames.Of(kpis.Sentiment));
        writer.Write(kpis.IsClaim ? ",true," : ",false,");
        writer.Write(KpiNames.Of(kpis.Urgency));
        writer.Write(',');
        writer.Write(KpiNames.Of(kpis.Topics));
        writer.Write(',');
        writer.Write(KpiNames.Of(kpis.Incident));
        writer.Write(',');
        writer.Write(Confidence(kpis.Confidence));
        writer.Write(',');
        writer.Write(KpiNames.Of(row.Answer.Source));
        writer.Write(',');
        writer.Write(KpiNames.Of(row.Answer.Fallbacks));
        writer.Write(',');
        CsvCell.Write(writer, CsvCell.Harmless(row.DuplicateOf));
        writer.Write("\r\n");

        void Cell(string text)
        {
            CsvCell.Write(writer, CsvCell.Harmless(text));
            writer.Write(',');
        }
    }

    /// <summary>Writes a row of JSON.</summary>
    public static void WriteJson(TextWriter writer, in TweetResult row)
    {
        var (tweet, kpis) = (row.Tweet, row.Answer.Kpis);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("id", tweet.Id);
            json.WriteString("created_at", tweet.CreatedAt);
            json.WriteString("author", tweet.Author);
            json.WriteString("language", tweet.Language);
            json.WriteString("text", tweet.Text);
            json.WriteString("sentiment", KpiNames.Of(kpis.Sentiment));
            json.WriteBoolean("is_claim", kpis.IsClaim);
            json.WriteString("urgency", KpiNames.Of(kpis.Urgency));
            json.WriteStartArray("topics");
            foreach (var topic in Frugal.Data.SupportTweets.TweetTopicNames.Of(kpis.Topics))
            {
                json.WriteStringValue(topic);
            }

            json.WriteEndArray();
            json.WriteString("incident", KpiNames.Of(kpis.Incident));
            json.WritePropertyName("confidence");
            json.WriteRawValue(Confidence(kpis.Confidence));
            json.WriteString("source", KpiNames.Of(row.Answer.Source));
            json.WriteString("fallbacks", KpiNames.Of(row.Answer.Fallbacks));
            json.WriteString("duplicate_of", row.DuplicateOf);
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    /// <summary>The rows of a file that this class wrote.</summary>
    public static IEnumerable<TweetResult> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var window = new ByteWindow(file, 4 * Limits.RowBytes);
        var csv = path.EndsWith(".csv", StringComparison.Ordinal);
        foreach (var record in csv ? Unfinished.Else(() => CsvRecords.Read(window), () => NaiveCsv.Read(window, (byte)',')).Skip(1) : JsonLines.Read(window, TweetResult.Columns))
        {
            if (record.Fields is { Length: 14 } cells)
            {
                yield return Row(csv ? [.. cells.Select(CsvCell.Original)] : cells);
            }
        }
    }

    private static TweetResult Row(string[] cells) => new(
        new(0, cells[0], cells[4]) { CreatedAt = cells[1], Author = cells[2], Language = cells[3] },
        new(
            new(
                KpiNames.Sentiment(cells[5]) ?? default, cells[6] == "true", KpiNames.Urgency(cells[7]) ?? default,
                KpiNames.Topics(cells[8].Split('|', StringSplitOptions.RemoveEmptyEntries)) ?? default, KpiNames.Incident(cells[9]) ?? default, float.Parse(cells[10], CultureInfo.InvariantCulture)),
            KpiNames.Source(cells[11]) ?? default, KpiNames.MarksOf(cells[12])),
        cells[13]);

    private static string Confidence(float confidence) => confidence.ToString("0.000", CultureInfo.InvariantCulture);
}
