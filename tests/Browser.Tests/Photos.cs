using System.Buffers.Binary;
using Frugal.Data;
using Frugal.Imaging;

namespace Browser.Tests;

/// <summary>Photos for the tests: drawn garments, and a wall of two colours with a camera's notes.</summary>
internal static class Photos
{
    private static readonly GarmentsDataset Garments = new("shop", 100, seed: 7);
    private static readonly Lazy<byte[]>[] Drawn = [.. Enumerable.Range(0, 100).Select(index => new Lazy<byte[]>(() => Garments.Image(index).ToJpeg(92)))];

    public static IReadOnlyList<string> Classes => Garments.Classes;

    public static string Label(int index) => Garments.Classes[Garments.Label(index)];

    public static byte[] Garment(int index) => Drawn[index].Value;

    /// <summary>A garment as a camera takes it: many pixels, with noise, megabytes.</summary>
    public static byte[] Large(int width = 2400, int height = 1600)
    {
        var image = Garments.Image(0).Resize(width, height);
        var random = new Random(3);
        foreach (ref var value in image.Pixels.AsSpan())
        {
            value = (byte)Math.Clamp(value + random.Next(-12, 13), 0, 255);
        }

        return image.ToJpeg(92);
    }

    /// <summary>Red on the left and blue on the right as stored, with an EXIF orientation: 6 means that red belongs at the top.</summary>
    public static byte[] Turned(ushort orientation, int width = 240, int height = 120)
    {
        var image = new RgbImage(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                image[x, y][x < width / 2 ? 0 : 2] = 220;
            }
        }

        var jpeg = image.ToJpeg(95);
        return [.. jpeg[..2], .. Exif(orientation), .. jpeg[2..]];
    }

    /// <summary>An APP1 segment: one TIFF directory with one entry, tag 0x0112, a short.</summary>
    private static byte[] Exif(ushort orientation)
    {
        byte[] segment =
        [
            0xFF, 0xE1, 0, 34, .. "Exif"u8, 0, 0, .. "MM"u8, 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(28), orientation);
        return segment;
    }
}
