using System.Buffers.Binary;

namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>A frame of ZMTP 3.1: flags, size, body (RFC 37, "Framing").</summary>
/// <param name="Body">The octets.</param>
/// <param name="More">Whether another frame of the same message follows.</param>
/// <param name="Command">Whether it is a command rather than part of a message.</param>
internal readonly record struct Frame(byte[] Body, bool More = false, bool Command = false)
{
    private const byte MoreBit = 1;
    private const byte LongBit = 2;
    private const byte CommandBit = 4;

    /// <summary>Writes the frame in wire format.</summary>
    public void WriteTo(Stream stream)
    {
        var flags = (byte)((More ? MoreBit : 0) | (Command ? CommandBit : 0));
        if (Body.Length <= byte.MaxValue)
        {
            stream.Write([flags, (byte)Body.Length]);
        }
        else
        {
            Span<byte> head = stackalloc byte[9];
            head[0] = (byte)(flags | LongBit);
            BinaryPrimitives.WriteInt64BigEndian(head[1..], Body.Length);
            stream.Write(head);
        }

        stream.Write(Body);
    }

    /// <summary>Reads the next frame; null if the peer has closed the connection between two frames.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="limit">The maximum size of a body, in bytes.</param>
    /// <param name="stop">Cancels the wait.</param>
    /// <exception cref="ZmtpException">The flags are not valid ZMTP, or the frame exceeds the limit.</exception>
    /// <exception cref="EndOfStreamException">The peer closed the connection within a frame.</exception>
    public static async Task<Frame?> ReadAsync(Stream stream, long limit, CancellationToken stop)
    {
        var head = new byte[9];
        if (await stream.ReadAsync(head.AsMemory(0, 1), stop).ConfigureAwait(false) == 0)
        {
            return null;
        }

        var flags = head[0];
        if ((flags & ~(MoreBit | LongBit | CommandBit)) != 0 || (flags & (MoreBit | CommandBit)) == (MoreBit | CommandBit))
        {
            throw new ZmtpException($"flags 0x{flags:x2} are none of ZMTP 3");
        }

        var width = (flags & LongBit) != 0 ? 8 : 1;
        await stream.ReadExactlyAsync(head.AsMemory(1, width), stop).ConfigureAwait(false);
        var size = width == 1 ? head[1] : BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(1));
        if (size < 0 || size > limit)
        {
            throw new ZmtpException($"a frame of {(ulong)size} bytes; {limit} are allowed");
        }

        return new Frame(await ReadBodyAsync(stream, (int)size, stop).ConfigureAwait(false), (flags & MoreBit) != 0, (flags & CommandBit) != 0);
    }

    /// <summary>Reads a body; allocates memory as data arrives, not as announced by the peer.</summary>
    private static async Task<byte[]> ReadBodyAsync(Stream stream, int size, CancellationToken stop)
    {
        const int Step = 1 << 20;
        var body = new byte[Math.Min(size, Step)];
        for (var read = 0; read < size;)
        {
            if (read == body.Length)
            {
                Array.Resize(ref body, (int)Math.Min(size, 2L * body.Length));
            }

            await stream.ReadExactlyAsync(body.AsMemory(read), stop).ConfigureAwait(false);
            read = body.Length;
        }

        return body;
    }
}
