using System.Text;

namespace TweetPipeline.Reading;

/// <summary>Finds the encoding of a file by its first bytes.</summary>
public static class InputEncoding
{
    private const int Looked = 4096;

    /// <summary>
    /// UTF-16 with a byte-order mark, or without one if every other byte of the beginning is mostly zero; otherwise null for UTF-8, with which single lines in Windows-1252 may be mixed.
    /// </summary>
    /// <param name="stream">A stream that can seek; afterwards it is behind the byte-order mark, if there is one.</param>
    public static Encoding? Detect(Stream stream)
    {
        var bytes = new byte[Looked];
        var length = stream.ReadAtLeast(bytes, Looked, throwOnEndOfStream: false);
        var start = bytes.AsSpan(0, length);
        var (encoding, mark) = start switch
        {
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [0xEF, 0xBB, 0xBF, ..] => (null, 3),
            _ when Zeros(start, 1) => (Encoding.Unicode, 0),
            _ when Zeros(start, 0) => (Encoding.BigEndianUnicode, 0),
            _ => (default(Encoding), 0),
        };
        stream.Position = mark;
        return encoding;
    }

    private static bool Zeros(ReadOnlySpan<byte> start, int parity)
    {
        var (zeros, others) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0)
            {
                _ = i % 2 == parity ? zeros++ : others++;
            }
        }

        return start.Length >= 8 && zeros > start.Length / 4 && others <= zeros / 10;
    }
}
