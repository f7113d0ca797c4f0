using System.Buffers.Binary;

namespace Frugal.Grading.Containment;

/// <summary>One message between the grader and the student's process: the length in four bytes, little-endian, then the content.</summary>
internal static class Frame
{
    private const int HeaderBytes = sizeof(int);

    /// <summary>Writes a frame and flushes the stream.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> content)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, content.Length);
        stream.Write(header);
        stream.Write(content);
        stream.Flush();
    }

    /// <summary>Reads a frame; null if the other side closed the stream after a complete frame.</summary>
    /// <exception cref="InvalidDataException">The length is negative or above <paramref name="most"/>, or the stream ends within the frame.</exception>
    public static byte[]? Read(Stream stream, long most)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        var got = stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        if (got == 0)
        {
            return null;
        }

        var length = got == HeaderBytes ? BinaryPrimitives.ReadInt32LittleEndian(header) : -1;
        if (length < 0 || length > most)
        {
            throw new InvalidDataException($"A frame of {length} bytes. Allowed: 0 to {most}.");
        }

        // Grows as the bytes arrive: a length without content reserves no memory.
        using var content = new MemoryStream(Math.Min(length, 1 << 16));
        var buffer = new byte[Math.Min(Math.Max(length, 1), 1 << 16)];
        while (content.Length < length)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, length - content.Length));
            if (read == 0)
            {
                throw new InvalidDataException($"A frame of {length} bytes ends after {content.Length}.");
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
