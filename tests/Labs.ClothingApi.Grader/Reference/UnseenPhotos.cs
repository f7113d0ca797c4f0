using Frugal.Data;
using Frugal.Imaging;
using SkiaSharp;

namespace Labs.ClothingApi.Grader;

/// <summary>Pictures drawn at grading, in all the forms that clients send.</summary>
internal static class UnseenPhotos
{
    /// <summary>Drawn garments that nobody has seen.</summary>
    public static GarmentsDataset Garments(Random unseen, int count) => new("unseen", count, unseen.Next());

    /// <summary>A picture of random blocks, of any size: smooth enough that a decoder's rounding does not show, and different in every corner.</summary>
    public static RgbImage Blocks(Random unseen, int width, int height)
    {
        var small = new RgbImage(5, 4);
        unseen.NextBytes(small.Pixels);
        return small.Resize(width, height);
    }

    /// <summary>A JPEG file whose EXIF data say that it lies on its side: orientation 1 to 8.</summary>
    public static byte[] Turned(RgbImage picture, byte orientation)
    {
        var jpeg = picture.ToJpeg(95);
        byte[] exif =
        [
            0xFF, 0xE1, 0x00, 0x22, .. "Exif"u8, 0, 0, .. "MM"u8, 0x00, 0x2A, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG file with every degree of transparency.</summary>
    public static byte[] Transparent(Random unseen, int side)
    {
        using var bitmap = new SKBitmap(side, side, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var pixels = bitmap.GetPixelSpan();
        var colours = Blocks(unseen, side, side).Pixels;
        for (var i = 0; i < side * side; i++)
        {
            colours.AsSpan(i * 3, 3).CopyTo(pixels[(i * 4)..]);
            pixels[i * 4 + 3] = (byte)(i % side * 255 / (side - 1));
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data!.ToArray();
    }
}
