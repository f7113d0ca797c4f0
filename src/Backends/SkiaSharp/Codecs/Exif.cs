using System.Buffers.Binary;

namespace SkiaSharp.Codecs;

/// <summary>Finds the tag Orientation (0x0112) of EXIF 2.32 in the three containers. Damaged metadata reads as upright.</summary>
internal static class Exif
{
    /// <summary>A JPEG file: the segment APP1 that starts with "Exif", before the first scan.</summary>
    public static SKEncodedOrigin OfJpeg(ReadOnlySpan<byte> data)
    {
        for (var at = 2; at + 4 <= data.Length && data[at] == 0xFF;)
        {
            var marker = data[at + 1];
            if (marker == 0xFF)   // a fill byte
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]);
            if (marker == 0xDA || length < 2 || at + 2 + length > data.Length)
            {
                break;
            }

            var body = data.Slice(at + 4, length - 2);
            if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8))
            {
                return OfTiff(body[6..]);
            }

            at += 2 + length;
        }

        return SKEncodedOrigin.Default;
    }

    /// <summary>A PNG file: the chunk eXIf.</summary>
    public static SKEncodedOrigin OfPng(ReadOnlySpan<byte> data)
    {
        for (var at = 8; at + 12 <= data.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
            if (length > data.Length - at - 12)
            {
                break;
            }

            if (data.Slice(at + 4, 4).SequenceEqual("eXIf"u8))
            {
                return OfTiff(data.Slice(at + 8, (int)length));
            }

            at += 12 + (int)length;
        }

        return SKEncodedOrigin.Default;
    }

    /// <summary>A WebP file: the chunk EXIF, with or without the prefix that JPEG uses.</summary>
    public static SKEncodedOrigin OfWebp(ReadOnlySpan<byte> data)
    {
        for (var at = 12; at + 8 <= data.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(data[(at + 4)..]);
            if (length > data.Length - at - 8)
            {
                break;
            }

            if (data.Slice(at, 4).SequenceEqual("EXIF"u8))
            {
                var body = data.Slice(at + 8, (int)length);
                return OfTiff(body.StartsWith("Exif\0\0"u8) ? body[6..] : body);
            }

            at += 8 + (int)length + (int)(length & 1);
        }

        return SKEncodedOrigin.Default;
    }

    private static SKEncodedOrigin OfTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8)))
        {
            return SKEncodedOrigin.Default;
        }

        var little = tiff[0] == 'I';
        var directory = U32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return SKEncodedOrigin.Default;
        }

        var entries = U16(tiff[(int)directory..], little);
        var at = (int)directory + 2;
        for (var i = 0; i < entries && at + 12 <= tiff.Length; i++, at += 12)
        {
            if (U16(tiff[at..], little) == 0x0112)
            {
                var value = U16(tiff[(at + 8)..], little);
                return value is >= 1 and <= 8 ? (SKEncodedOrigin)value : SKEncodedOrigin.Default;
            }
        }

        return SKEncodedOrigin.Default;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
