namespace TweetPipeline.Reading;

/// <summary>The part of a stream that is being looked at, in a buffer that grows to a fixed number of bytes and not further.</summary>
/// <param name="stream">The stream, which the caller disposes.</param>
/// <param name="most">The most bytes of the buffer.</param>
/// <param name="position">Where the stream is.</param>
public sealed class ByteWindow(Stream stream, int most, ReadPosition position = default)
{
    private byte[] buffer = new byte[Math.Min(most, 1 << 16)];
    private int start, end;
    private bool ended;

    /// <summary>Bytes and lines before the window.</summary>
    public ReadPosition Position { get; private set; } = position;

    /// <summary>The bytes from <see cref="Position"/> on that are in the buffer.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, end - start);

    /// <summary>Whether the buffer has its largest size and is full: there is no room for more of the row.</summary>
    public bool IsFull => end - start == most;

    /// <summary>Reads more bytes behind those that are there. False at the end of the stream, or if the buffer is full.</summary>
    public bool More()
    {
        if (ended || IsFull)
        {
            return false;
        }

        if (start > 0 && (end == buffer.Length || start == end))
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, Math.Min(most, 2 * buffer.Length));
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        ended = read == 0;
        return read > 0;
    }

    /// <summary>Leaves the first bytes behind.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="lines">How many line ends are among them.</param>
    public void Advance(int bytes, int lines)
    {
        start += bytes;
        Position = new(Position.Offset + bytes, Position.Line + lines);
    }

    /// <summary>Leaves everything behind up to the next line end, however far it is.</summary>
    /// <returns>Number of bytes, without the line end.</returns>
    public long SkipLine()
    {
        var skipped = 0L;
        while (true)
        {
            var at = Bytes.IndexOf((byte)'\n');
            if (at >= 0)
            {
                skipped += at;
                Advance(at + 1, 1);
                return skipped;
            }

            skipped += end - start;
            Advance(end - start, 0);
            if (!More())
            {
                Position = Position with { Line = Position.Line + 1 };
                return skipped;
            }
        }
    }
}
