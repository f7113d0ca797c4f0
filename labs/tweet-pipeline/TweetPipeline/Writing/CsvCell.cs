using System.Buffers;

namespace TweetPipeline.Writing;

/// <summary>Cells of CSV files that a spreadsheet shows as they are.</summary>
public static class CsvCell
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>
    /// A text that no spreadsheet takes for a formula: one that begins with <c>= + - @</c>, their wide forms, a tab or a line end, after spaces too, gets an apostrophe before it. So does one that begins with an
    /// apostrophe, so that <see cref="Original"/> gives back every text.
    /// </summary>
    public static string Harmless(string text)
    {
        var start = text.AsSpan().TrimStart(' ');
        return start is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n', ..] || text.StartsWith('\'') ? $"'{text}" : text;
    }

    /// <summary>The text before <see cref="Harmless"/>.</summary>
    public static string Original(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;

    /// <summary>Writes a cell, in quotes where it needs them (RFC 4180).</summary>
    public static void Write(TextWriter writer, string cell)
    {
        if (cell.AsSpan().ContainsAny(Quoted))
        {
            writer.Write('"');
            writer.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(cell);
        }
    }
}
