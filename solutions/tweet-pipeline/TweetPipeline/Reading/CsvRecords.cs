#if SOLUTION
using System.Globalization;
using TweetPipeline.Tweets;
#endif

namespace TweetPipeline.Reading;

/// <summary>Reads CSV from a stream of UTF-8, one record after another, with memory for one record.</summary>
public static class CsvRecords
{
    /// <summary>
    /// The records, in the order of the file, each as soon as its bytes are read. The form is that of RFC 4180: fields are separated by <paramref name="separator"/>, records by LF or CR LF (the last one may
    /// have none); a field in quotes may contain separators and line ends, and a quote is doubled in it. A quote inside a field that does not begin with one is an ordinary character. Empty lines are
    /// skipped. The first record is the header: every other record has as many fields.
    /// What is wrong costs one line, never the rest of the file. The line that the record begins on is given as a <see cref="Reject"/> with its number, a code, a reason and its first <see cref="Tweets.Limits.RejectStart"/> characters, and
    /// reading continues on the next line, if:
    /// <list type="bullet">
    /// <item><c>quote</c>: something else than a separator or a line end follows a closing quote, or the quote is not closed before the end of the file or within the most bytes;</item>
    /// <item><c>fields</c>: the record has another number of fields than the header (a record over several lines too: its quote was probably not meant to be one);</item>
    /// <item><c>too_long</c>: the line alone has more bytes than the window; it is skipped without being kept.</item>
    /// </list>
    /// A field that is not UTF-8 is read as Windows-1252 (<see cref="TextRepair.Decode"/>).
    /// </summary>
    /// <param name="window">The bytes; its size bounds a record.</param>
    /// <param name="columns">Number of fields of a record; 0 to take it from the first record.</param>
    /// <param name="separator">The byte between two fields.</param>
    public static IEnumerable<CsvRecord> Read(ByteWindow window, int columns = 0, byte separator = (byte)',')
    {
#if SOLUTION
        return Records(window, columns, separator);
#else
        throw new NotImplementedException("Task 9 - read the records. Hint: return an iterator of your own; find the end of the record in window.Bytes, with More where it is not there yet, and only then Advance.");
#endif
    }

#if SOLUTION
    private static IEnumerable<CsvRecord> Records(ByteWindow window, int columns, byte separator)
    {
        var ranges = new List<(int Start, int Length, bool Quoted)>();
        while (window.Bytes.Length > 0 || window.More())
        {
            var line = window.Position.Line + 1;
            var parsed = Parse(window, separator, ranges);
            if (parsed is { Problem: null, IsEmpty: true })
            {
                window.Advance(parsed.Length, parsed.Lines);
                continue;
            }

            if (parsed.Problem is null && columns != 0 && ranges.Count != columns)
            {
                parsed = parsed with { Problem = ("fields", string.Create(CultureInfo.InvariantCulture, $"{ranges.Count} fields instead of {columns}")) };
            }

            if (parsed.Problem is var (code, reason))
            {
                yield return Reject(window, line, code, reason);
                continue;
            }

            columns = ranges.Count;
            var fields = Fields(window.Bytes, ranges);
            window.Advance(parsed.Length, parsed.Lines);
            yield return new(line, fields, null, window.Position);
        }
    }

    /// <summary>Looks for the end of the record at the beginning of the window; reads more where it is not there.</summary>
    private static Parsed Parse(ByteWindow window, byte separator, List<(int Start, int Length, bool Quoted)> ranges)
    {
        ranges.Clear();
        var (at, lines) = (0, 0);
        while (true)
        {
            var quoted = Has(window, at) && window.Bytes[at] == '"';
            var start = quoted ? ++at : at;
            if (quoted)
            {
                while (true)
                {
                    var next = Find(window, at, '"', '\n');
                    if (next < 0)
                    {
                        return new(0, 0, false, ("quote", window.IsFull ? "a quote is not closed, or the record is too long" : "a quote is not closed"));
                    }

                    at = next + 1;
                    if (window.Bytes[next] == '\n')
                    {
                        lines++;
                    }
                    else if (Has(window, at) && window.Bytes[at] == '"')
                    {
                        at++;
                    }
                    else
                    {
                        break;
                    }
                }

                ranges.Add((start, at - 1 - start, true));
                if (Has(window, at) && window.Bytes[at] == '\r' && Has(window, at + 1) && window.Bytes[at + 1] == '\n')
                {
                    at++;
                }
            }
            else
            {
                var next = Find(window, at, (char)separator, '\n');
                at = next < 0 ? window.Bytes.Length : next;
                var length = at - start;
                var carriage = length > 0 && (next < 0 || window.Bytes[at] == '\n') && window.Bytes[at - 1] == '\r' ? 1 : 0;
                ranges.Add((start, length - carriage, false));
            }

            if (!Has(window, at))
            {
                return window.IsFull ? new(0, 0, false, ("too_long", "")) : new(at, lines + 1, IsEmpty(ranges), null);
            }

            if (window.Bytes[at] == '\n')
            {
                return new(at + 1, lines + 1, IsEmpty(ranges), null);
            }

            if (window.Bytes[at] != separator)
            {
                return new(0, 0, false, ("quote", "a closing quote is followed by text"));
            }

            at++;
        }
    }

    private static bool IsEmpty(List<(int Start, int Length, bool Quoted)> ranges) => ranges is [(_, 0, false)];

    /// <summary>Whether there is a byte at that place, after reading more if need be.</summary>
    private static bool Has(ByteWindow window, int at)
    {
        while (at >= window.Bytes.Length)
        {
            if (!window.More())
            {
                return false;
            }
        }

        return true;
    }

    private static int Find(ByteWindow window, int from, char one, char other)
    {
        while (true)
        {
            var found = window.Bytes[from..].IndexOfAny((byte)one, (byte)other);
            if (found >= 0)
            {
                return from + found;
            }

            from = window.Bytes.Length;
            if (!window.More())
            {
                return -1;
            }
        }
    }

    private static string[] Fields(ReadOnlySpan<byte> bytes, List<(int Start, int Length, bool Quoted)> ranges)
    {
        var fields = new string[ranges.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var (start, length, quoted) = ranges[i];
            var text = TextRepair.Decode(bytes.Slice(start, length));
            fields[i] = quoted && text.Contains('"') ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        }

        return fields;
    }

    /// <summary>Sets the first line of the window aside.</summary>
    private static CsvRecord Reject(ByteWindow window, long line, string code, string reason)
    {
        while (window.Bytes.Length < 4 * Limits.RejectStart && !window.Bytes.Contains((byte)'\n') && window.More()) { }
        var first = window.Bytes[..Math.Min(window.Bytes.Length, 4 * Limits.RejectStart)];
        var end = first.IndexOf((byte)'\n');
        var start = TextRepair.Decode(end >= 0 ? first[..end] : first).TrimEnd('\r');
        start = start.Length > Limits.RejectStart ? start[..Limits.RejectStart] : start;
        var isLong = window.IsFull && window.Bytes.IndexOf((byte)'\n') < 0;
        var bytes = window.SkipLine();
        var reject = isLong
            ? new Reject(line, "too_long", string.Create(CultureInfo.InvariantCulture, $"the line has {bytes:N0} bytes; the most is {Limits.RowBytes:N0}"), start)
            : new Reject(line, code, reason, start);
        return new(line, [], reject, window.Position);
    }

    private readonly record struct Parsed(int Length, int Lines, bool IsEmpty, (string Code, string Reason)? Problem);
#endif
}
