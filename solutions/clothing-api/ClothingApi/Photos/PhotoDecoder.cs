using Frugal.Imaging;
using SkiaSharp;

namespace ClothingApi.Photos;

/// <summary>Decodes untrusted pictures.</summary>
public static class PhotoDecoder
{
    /// <summary>
    /// Decodes a JPEG, PNG or WebP file: upright as its EXIF orientation says, transparent parts over white, red first.
    /// The pixels are counted before any memory is taken for them; <see cref="PixelBudget"/> gives room for them, four bytes per pixel, as long as they are being decoded.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="maxPixels">The most pixels that it may have.</param>
    /// <param name="side">The side that the model takes. A picture of more than four times that may come back smaller, both sides at least twice it.</param>
    /// <exception cref="Frugal.Serving.Problems.ProblemException">One of <see cref="PhotoProblems"/>.</exception>
    public static RgbImage Decode(byte[] file, long maxPixels, int side)
    {
#if SOLUTION
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw PhotoProblems.NotAnImage();
        var stored = codec.Info;
        if ((long)stored.Width * stored.Height > maxPixels)
        {
            throw PhotoProblems.TooManyPixels(stored.Width, stored.Height, maxPixels);
        }

        // A JPEG file can be decoded at n/8 of its size, which saves time and memory.
        var scale = 2f * side / Math.Min(stored.Width, stored.Height);
        var size = scale < 1 ? codec.GetScaledDimensions(MathF.Ceiling(scale * 8) / 8) : stored.Size;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var room = PixelBudget.Take(info.BytesSize64);
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            throw PhotoProblems.Damaged();
        }

        // The other formats cannot: they are reduced here, in native memory that is freed at once.
        var shrink = 2.0 * side / Math.Min(bitmap.Width, bitmap.Height);
        using var smaller = shrink < 0.5
            ? bitmap.Resize(new SKImageInfo((int)Math.Ceiling(bitmap.Width * shrink), (int)Math.Ceiling(bitmap.Height * shrink), SKColorType.Rgba8888, SKAlphaType.Unpremul),
                new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear))
            : null;
        return Upright(smaller ?? bitmap, codec.EncodedOrigin);
#else
        throw new NotImplementedException("Task 1 - decode a file to upright RGB pixels. Hint: SKCodec.Create, look at codec.Info before you decode, then codec.EncodedOrigin.");
#endif
    }
#if SOLUTION

    /// <summary>Upright pixel (x, y) is the stored pixel first + x * right + y * down.</summary>
    private static RgbImage Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var (w, h) = (bitmap.Width, bitmap.Height);
        var (first, right, down) = origin switch
        {
            SKEncodedOrigin.TopRight => (w - 1, -1, w),
            SKEncodedOrigin.BottomRight => (w * h - 1, -1, -w),
            SKEncodedOrigin.BottomLeft => ((h - 1) * w, 1, -w),
            SKEncodedOrigin.LeftTop => (0, w, 1),
            SKEncodedOrigin.RightTop => ((h - 1) * w, -w, 1),
            SKEncodedOrigin.RightBottom => (w * h - 1, -w, -1),
            SKEncodedOrigin.LeftBottom => (w - 1, w, -1),
            _ => (0, 1, w),
        };
        var upright = origin >= SKEncodedOrigin.LeftTop ? new RgbImage(h, w) : new RgbImage(w, h);
        ReadOnlySpan<byte> from = bitmap.GetPixelSpan();
        Span<byte> to = upright.Pixels;
        for (var y = 0; y < upright.Height; y++)
        {
            var at = (first + y * down) * 4;
            for (var x = 0; x < upright.Width; x++, at += right * 4, to = to[3..])
            {
                var alpha = from[at + 3];
                to[0] = OverWhite(from[at], alpha);
                to[1] = OverWhite(from[at + 1], alpha);
                to[2] = OverWhite(from[at + 2], alpha);
            }
        }

        return upright;
    }

    private static byte OverWhite(byte value, byte alpha) =>
        alpha == 255 ? value : (byte)((value * alpha + 255 * (255 - alpha) + 127) / 255);
#endif
}
