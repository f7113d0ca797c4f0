using System.Buffers.Binary;

namespace Frugal.Imaging;

/// <summary>The formats of photos that Frugal reads.</summary>
public enum PhotoFormat
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>JPEG (ITU-T T.81), baseline or progressive.</summary>
    Jpeg,

    /// <summary>PNG (ISO/IEC 15948).</summary>
    Png,

    /// <summary>WebP (RFC 9649).</summary>
    WebP,
}

/// <summary>
/// Reads the structure of an untrusted photo without decoding it. A small file can ask a decoder for much work: a JPEG of many scans goes over all
/// its pixels once per scan, and texts in a PNG file decompress to a thousand times their size.
/// </summary>
public static class PhotoFile
{
    /// <summary>Maximum number of scans of a JPEG file. Encoders write 10 progressive scans, and tools that search for the smallest file up to 20.</summary>
    public const int MaxScans = 64;

    /// <summary>Maximum of scans times pixels of a JPEG file, about half a second of work: 20 scans at <see cref="Photo.MaxPixels"/>, and as many beyond.</summary>
    public const long MaxScannedPixels = 20 * Photo.MaxPixels;

    /// <summary>Maximum size of a PNG file's compressed texts in bytes, of all together; decompressed, they are up to a thousand times as large.</summary>
    public const int MaxCompressedText = 65_536;

    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The format that the first bytes of <paramref name="file"/> announce.</summary>
    public static PhotoFormat FormatOf(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? PhotoFormat.Jpeg
        : file.StartsWith(PngSignature) ? PhotoFormat.Png
        : file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? PhotoFormat.WebP
        : PhotoFormat.Unknown;

    /// <summary>Why decoding <paramref name="file"/> would take more work than a photo needs: what it is, what is allowed, and the remedy.
    /// Null if it would not. The number of pixels is not judged here.</summary>
    public static string? Excess(ReadOnlySpan<byte> file) => FormatOf(file) switch
    {
        PhotoFormat.Jpeg => ExcessOfScans(file),
        PhotoFormat.Png => ExcessOfText(file),
        _ => null,
    };

    /// <summary>Walks the markers of a JPEG file as libjpeg does (T.81, B.1.1): data between segments are skipped, and nothing counts after the end of the image.</summary>
    private static string? ExcessOfScans(ReadOnlySpan<byte> file)
    {
        var (scans, pixels) = (0, 0L);
        for (var rest = file[2..]; NextMarker(ref rest) is var marker and not EndOfImage;)
        {
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))     // no content: TEM, RST0 to RST7, SOI
            {
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && rest.Length >= 7)   // SOF: length, precision, height, width
            {
                pixels = Math.Max(pixels, (long)BinaryPrimitives.ReadUInt16BigEndian(rest[3..]) * BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            }

            scans += marker == StartOfScan ? 1 : 0;
            rest = rest[Math.Min(rest.Length, rest.Length < 2 ? 2 : BinaryPrimitives.ReadUInt16BigEndian(rest))..];
        }

        var allowed = Math.Clamp(MaxScannedPixels / Math.Max(1, pixels), MaxScannedPixels / Photo.MaxPixels, MaxScans);
        return scans > allowed ? $"a JPEG file of {scans} scans; {allowed} scans are allowed at its size. Save it again as a baseline JPEG." : null;
    }

    /// <summary>Skips to the next marker: 0xFF, then neither 0 (a data byte) nor 0xFF (a fill byte).</summary>
    /// <returns>The marker's second byte, <paramref name="rest"/> then begins after it; <see cref="EndOfImage"/> at the end of the file.</returns>
    private static byte NextMarker(ref ReadOnlySpan<byte> rest)
    {
        while (rest.IndexOf((byte)0xFF) is >= 0 and var at && at + 1 < rest.Length)
        {
            var marker = rest[at + 1];
            rest = rest[(at + (marker == 0xFF ? 1 : 2))..];
            if (marker is not (0 or 0xFF))
            {
                return marker;
            }
        }

        return EndOfImage;
    }

    /// <summary>Adds up the compressed texts of a PNG file: chunks zTXt, and iTXt whose compression flag is set.</summary>
    private static string? ExcessOfText(ReadOnlySpan<byte> file)
    {
        var bytes = 0L;
        for (var rest = file[PngSignature.Length..]; rest.Length >= 8;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var type = rest.Slice(4, 4);
            var content = rest.Slice(8, (int)Math.Min(length, rest.Length - 8));
            bytes += type.SequenceEqual("zTXt"u8) || (type.SequenceEqual("iTXt"u8) && IsCompressed(content)) ? length : 0;
            rest = rest[(int)Math.Min(rest.Length, length + 12L)..];   // length, type, content, checksum
        }

        return bytes > MaxCompressedText
            ? $"a PNG file with {bytes:N0} bytes of compressed text; {MaxCompressedText:N0} are allowed. Save it again without its metadata."
            : null;
    }

    /// <summary>The byte after an iTXt chunk's keyword, which a zero byte ends.</summary>
    private static bool IsCompressed(ReadOnlySpan<byte> content) => content.IndexOf((byte)0) is >= 0 and var end && end + 1 < content.Length && content[end + 1] != 0;
}
