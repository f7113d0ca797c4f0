using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TweetPipeline.Tweets;

namespace TweetPipeline.Reading;

/// <summary>Reads JSON Lines: one object per line, with a property for each column.</summary>
public static class JsonLines
{
    /// <summary>The values of <paramref name="columns"/> of each line, in that order; a missing one is empty. Lines that are no JSON object are rejects.</summary>
    public static IEnumerable<CsvRecord> Read(ByteWindow window, IReadOnlyList<string> columns)
    {
        while (window.Bytes.Length > 0 || window.More())
        {
            var line = window.Position.Line + 1;
            var end = window.Bytes.IndexOf((byte)'\n');
            while (end < 0 && window.More())
            {
                end = window.Bytes.IndexOf((byte)'\n');
            }

            if (end < 0 && window.IsFull)
            {
                var start = Start(window.Bytes);
                var bytes = window.SkipLine();
                yield return new(line, [], new(line, "too_long", string.Create(CultureInfo.InvariantCulture, $"the line has {bytes:N0} bytes; the most is {Limits.RowBytes:N0}"), start), window.Position);
                continue;
            }

            var record = Parse(window.Bytes[..(end < 0 ? window.Bytes.Length : end)], line, columns);
            window.Advance(end < 0 ? window.Bytes.Length : end + 1, 1);
            if (record is not null)
            {
                yield return record with { After = window.Position };
            }
        }
    }

    private static CsvRecord? Parse(ReadOnlySpan<byte> bytes, long line, IReadOnlyList<string> columns)
    {
        if (bytes.TrimStart(" \t\r"u8).IsEmpty)
        {
            return null;
        }

        if (!Utf8.IsValid(bytes))
        {
            bytes = Encoding.UTF8.GetBytes(TextRepair.Decode(bytes));
        }

        try
        {
            return new(line, Values(bytes, columns), null, default);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return new(line, [], new(line, "json", "no JSON object, or one with half characters", Start(bytes)), default);
        }
    }

    private static string[] Values(ReadOnlySpan<byte> bytes, IReadOnlyList<string> columns)
    {
        var values = new string[columns.Count];
        Array.Fill(values, "");
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 16 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = -1;
            for (var i = 0; i < columns.Count && column < 0; i++)
            {
                column = reader.ValueTextEquals(columns[i]) ? i : -1;
            }

            reader.Read();
            if (column >= 0)
            {
                values[column] = Value(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        while (reader.Read()) { }   // whatever follows the object is an error
        return values;
    }

    /// <summary>A value as a cell: texts, numbers and truth values as they are, the texts of an array separated by <c>|</c>, anything else empty.</summary>
    private static string Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.StartArray:
                var texts = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    texts.Add(Value(ref reader));
                }

                return string.Join('|', texts);
            default:
                reader.Skip();
                return "";
        }
    }

    private static string Start(ReadOnlySpan<byte> bytes)
    {
        var start = TextRepair.Decode(bytes[..Math.Min(bytes.Length, 4 * Limits.RejectStart)]).Trim();
        return start.Length > Limits.RejectStart ? start[..Limits.RejectStart] : start;
    }
}
