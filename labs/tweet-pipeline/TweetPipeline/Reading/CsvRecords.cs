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
        throw new NotImplementedException("Task 9 - read the records. Hint: return an iterator of your own; find the end of the record in window.Bytes, with More where it is not there yet, and only then Advance.");
    }
}
