using TweetPipeline.Reading;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>Bytes of a file, which come in pieces of a size, through a window of a size.</summary>
public sealed record CsvRequest(byte[] Bytes, int Window, int Piece = 65_536, int Columns = 0, byte Separator = (byte)',');

/// <summary>A record, or a reject with its code.</summary>
public sealed record CsvRow(long Line, string[] Fields, string? Code, string? Reason, string? Start, long Offset, long LineAfter);

/// <summary>The rows; for each, the bytes that the stream had given when it came.</summary>
public sealed record CsvAnswer(CsvRow[] Rows, long[] Given, string Outcome);

/// <summary>A file without end that is read for so many rows.</summary>
public sealed record EndlessRequest(int Rows, int LineBytes);

/// <summary>Task 9, in the student's process.</summary>
public static class CsvProbes
{
    public static CsvAnswer Read(CsvRequest request)
    {
        var (rows, given) = (new List<CsvRow>(), new List<long>());
        using var stream = new Pieces(request.Bytes, request.Piece);
        var outcome = Waiting.Outcome(() =>
        {
            foreach (var record in CsvRecords.Read(new ByteWindow(stream, request.Window), request.Columns, request.Separator))
            {
                rows.Add(new(record.Line, record.Fields, record.Reject?.Code, record.Reject?.Reason, record.Reject?.Start, record.After.Offset, record.After.Line));
                given.Add(stream.Given);
            }
        });
        return new([.. rows], [.. given], outcome);
    }

    /// <summary>Reads rows of an endless file in which each fifth line is far too long. Gives the rows, the rejects, and the bytes that were allocated per row.</summary>
    public static long[] Endless(EndlessRequest request)
    {
        using var stream = new Lines(request.LineBytes);
        var (rows, rejects, peak) = (0L, 0L, 0L);
        foreach (var record in CsvRecords.Read(new ByteWindow(stream, 4096)))
        {
            _ = record.Reject is null ? rows++ : rejects++;
            peak = (rows + rejects) % 64 == 0 ? Math.Max(peak, GC.GetTotalMemory(false)) : peak;
            if (rows + rejects == request.Rows)
            {
                break;
            }
        }

        return [rows, rejects, peak];
    }

    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public long Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, Math.Min(count, piece));
            Given += read;
            return read;
        }

        public override int Read(Span<byte> buffer)
        {
            var read = base.Read(buffer[..Math.Min(buffer.Length, piece)]);
            Given += read;
            return read;
        }
    }

    /// <summary>Lines <c>1,abc</c> without end; each fifth has a million letters.</summary>
    private sealed class Lines(int lineBytes) : Stream
    {
        private int line, at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var length = line % 5 == 4 ? lineBytes : 6;
                buffer[offset + i] = at == 0 ? (byte)'1' : at == 1 ? (byte)',' : at == length - 1 ? (byte)'\n' : (byte)'a';
                (at, line) = at == length - 1 ? (0, line + 1) : (at + 1, line);
            }

            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
