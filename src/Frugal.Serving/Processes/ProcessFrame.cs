using System.Buffers.Binary;

namespace Frugal.Serving.Processes;

/// <summary>What a frame is.</summary>
internal enum FrameKind : byte
{
    /// <summary>From the process: the model is loaded.</summary>
    Ready = 1,

    /// <summary>To the process: a request.</summary>
    Request = 2,

    /// <summary>To the process: the answer is not wanted any more.</summary>
    Cancel = 3,

    /// <summary>From the process: a part of an answer.</summary>
    Part = 4,

    /// <summary>From the process: the answer is complete.</summary>
    End = 5,

    /// <summary>From the process: the request failed; the content is the message in UTF-8.</summary>
    Error = 6,
}

/// <summary>A message between a program and its model's process: the kind in one byte, the request's number and the content's length in four bytes each,
/// little-endian, then the content.</summary>
internal readonly record struct ProcessFrame(FrameKind Kind, int Number, ReadOnlyMemory<byte> Content)
{
    private const int HeaderBytes = 9;

    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderBytes + Content.Length];
        bytes[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), Number);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), Content.Length);
        Content.CopyTo(bytes.AsMemory(HeaderBytes));
        return bytes;
    }

    /// <summary>Reads a frame; null if the other side has closed the stream, be it within a frame.</summary>
    /// <exception cref="InvalidDataException">What was read is not a frame, or one with more than <paramref name="most"/> bytes.</exception>
    public static async Task<ProcessFrame?> ReadAsync(Stream stream, long most)
    {
        var header = new byte[HeaderBytes];
        var got = await stream.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false).ConfigureAwait(false);
        if (got > 0 && !Enum.IsDefined((FrameKind)header[0]))
        {
            throw new InvalidDataException("it wrote something to its standard output that is not an answer. Write messages to standard error");
        }

        if (got < HeaderBytes)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(5));
        if (length < 0 || length > most)
        {
            throw new InvalidDataException($"it announced a part of {length:N0} bytes; at most {most:N0} are read");
        }

        var content = new byte[length];
        return await stream.ReadAtLeastAsync(content, length, throwOnEndOfStream: false).ConfigureAwait(false) < length
            ? null
            : new((FrameKind)header[0], BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1)), content);
    }
}
