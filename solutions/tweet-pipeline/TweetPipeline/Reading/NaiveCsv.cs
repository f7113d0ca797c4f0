using System.Text;

namespace TweetPipeline.Reading;

/// <summary>Reads a whole CSV file into memory, then splits it: the simplest way, which fails on a large file and loses the rest of one with a stray quote. <see cref="CsvRecords"/> takes its place.</summary>
public static class NaiveCsv
{
    /// <summary>The records; see <see cref="CsvRecords.Read"/>.</summary>
    public static IEnumerable<CsvRecord> Read(ByteWindow window, byte separator)
    {
        var text = new StringBuilder();
        var (before, line) = (window.Position.Line, 1L);
        while (window.Bytes.Length > 0 || window.More())
        {
            text.Append(TextRepair.Decode(window.Bytes));
            window.Advance(window.Bytes.Length, 0);
        }

        var (fields, field, quoted, start) = (new List<string>(), new StringBuilder(), false, line);
        foreach (var letter in text.Append('\n').ToString())
        {
            line += letter == '\n' ? 1 : 0;
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || (letter != separator && letter != '\n'))
            {
                field.Append(letter);
            }
            else
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (letter == '\n')
                {
                    if (fields is not [""])
                    {
                        yield return new(before + start, [.. fields], null, window.Position);
                    }

                    fields.Clear();
                    start = line;
                }
            }
        }
    }
}
