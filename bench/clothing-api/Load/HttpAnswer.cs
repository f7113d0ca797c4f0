using System.Buffers.Text;
using System.Text;

namespace Frugal.Benchmarks.Serving.Load;

/// <summary>As much of an HTTP/1 answer as a load generator needs: its status, its length, and whether the connection lives on.</summary>
/// <param name="Status">200, 404, ...</param>
/// <param name="Length">Bytes of head and body.</param>
/// <param name="Closes">Whether the server closes the connection behind it.</param>
internal readonly record struct HttpAnswer(int Status, int Length, bool Closes)
{
    private const int StatusAt = 9;         // HTTP/1.1 200

    /// <summary>Reads the answer at the start of <paramref name="received"/>; null where it is not complete yet.</summary>
    /// <param name="received">What has come so far.</param>
    /// <param name="ended">Whether no more will come.</param>
    /// <exception cref="FormatException">This is no answer.</exception>
    public static HttpAnswer? Read(ReadOnlySpan<byte> received, bool ended)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return ended ? throw new FormatException($"The connection ended after {received.Length} bytes.") : null;
        }

        if (!received.StartsWith("HTTP/1."u8) || !Utf8Parser.TryParse(received[StatusAt..], out int status, out _))
        {
            throw new FormatException($"No answer: '{Encoding.ASCII.GetString(received[..Math.Min(40, received.Length)])}'.");
        }

        var head = received[..(end + 2)];
        var closes = received[7] == '0' || Has(head, "\r\nconnection: close"u8);
        var body = received[(end + 4)..];
        if (Field(head, "\r\ncontent-length:"u8) is { } length)
        {
            return body.Length >= length ? new(status, end + 4 + length, closes)
                : ended ? throw new FormatException($"The connection ended after {body.Length} of {length} bytes.")
                : null;
        }

        if (Has(head, "\r\ntransfer-encoding: chunked"u8))
        {
            return Chunks(body) is { } chunks ? new(status, end + 4 + chunks, closes)
                : ended ? throw new FormatException("The connection ended before the last chunk.")
                : null;
        }

        return status is 204 or 304 ? new(status, end + 4, closes) : ended ? new(status, received.Length, Closes: true) : null;
    }

    /// <summary>The bytes of all chunks, the empty one at the end included; null where that has not come yet. Trailers are not read.</summary>
    private static int? Chunks(ReadOnlySpan<byte> body)
    {
        for (var at = 0; at < body.Length;)
        {
            var line = body[at..].IndexOf("\r\n"u8);
            if (line < 0)
            {
                return null;
            }

            if (!Utf8Parser.TryParse(body[at..], out int size, out _, 'x'))
            {
                throw new FormatException("A chunk has no length.");
            }

            at += line + 2 + size + 2;
            if (size == 0)
            {
                return at <= body.Length ? at : null;
            }
        }

        return null;
    }

    private static int? Field(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name) =>
        Find(head, name) is >= 0 and var at && Utf8Parser.TryParse(head[(at + name.Length)..].TrimStart((byte)' '), out int value, out _) ? value : null;

    private static bool Has(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) => Find(head, text) >= 0;

    /// <summary>Where <paramref name="text"/>, in lower case, begins a line of <paramref name="head"/>, in any case; -1 where it does not.</summary>
    private static int Find(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        for (int at = 0, next; (next = head[at..].IndexOf("\r\n"u8)) >= 0; at += next + 2)
        {
            var line = head[(at + next)..];
            if (line.Length >= text.Length && Ascii.EqualsIgnoreCase(line[..text.Length], text))
            {
                return at + next;
            }
        }

        return -1;
    }
}
