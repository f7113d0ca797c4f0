using System.Buffers;
using SkiaSharp;

namespace Frugal.Imaging;

/// <summary>
/// Reads photos: JPEG, PNG and WebP, with transparency composited over white. JPEG and WebP photos are rotated by their EXIF orientation; the
/// orientation in a PNG file, which cameras do not write, is not read.
/// </summary>
public static class Photo
{
    /// <summary>Maximum number of pixels in a photo. The header is checked before memory is allocated.</summary>
    public const long MaxPixels = 40_000_000;

    /// <summary>Reads the photo in the file <paramref name="path"/>.</summary>
    /// <param name="path">A JPEG, PNG or WebP file.</param>
    /// <param name="atLeast">The side, in pixels, that the caller will resize to: a JPEG file of more than twice that is decoded at
    /// a half, a quarter... of its size, which is faster. 0 decodes at full size.</param>
    /// <exception cref="FrugalException">The file is missing, empty, truncated, too large, not a photo, or beyond a limit of <see cref="PhotoFile"/>.</exception>
    public static RgbImage Load(string path, int atLeast = 0)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FrugalException($"{path}: there is no such file. Check the path.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: the file cannot be read ({cause.Message}). Check its permissions.", cause);
        }

        return Decode(bytes, path, atLeast);
    }

    /// <summary>Decodes the photo in <paramref name="bytes"/>; <paramref name="name"/> names their source in errors.</summary>
    /// <exception cref="FrugalException">The bytes are empty, truncated, too large, not a photo, or beyond a limit of <see cref="PhotoFile"/>.</exception>
    public static RgbImage Decode(byte[] bytes, string name = "the photo", int atLeast = 0)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length == 0)
        {
            throw new FrugalException($"{name}: the file is empty (0 bytes). Copy or download it again.");
        }

        if (PhotoFile.FormatOf(bytes) == PhotoFormat.Unknown)
        {
            throw NotAPhoto(bytes, name);
        }

        if (PhotoFile.Excess(bytes) is { } excess)
        {
            throw new FrugalException($"{name}: {excess}");
        }

        try
        {
            using var data = SKData.CreateCopy(bytes);
            using var codec = SKCodec.Create(data);
            return codec is null ? throw NotAPhoto(bytes, name) : Decode(codec, name, atLeast);
        }
        catch (Exception cause) when (cause is DllNotFoundException or { InnerException: DllNotFoundException })
        {
            throw new FrugalException($"{name}: SkiaSharp's native library could not be loaded. Run './frugal doctor'.", cause);
        }
    }

    private static RgbImage Decode(SKCodec codec, string name, int atLeast)
    {
        var stored = codec.Info;
        if ((long)stored.Width * stored.Height > MaxPixels)
        {
            throw new FrugalException(
                $"{name}: a photo of {stored.Width} x {stored.Height} pixels; the limit is {MaxPixels / 1_000_000} megapixels. Make it smaller first.");
        }

        var size = atLeast > 0 ? Reduced(codec, atLeast) : stored.Size;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var rgba = ArrayPool<byte>.Shared.Rent(info.BytesSize);
        try
        {
            return codec.GetPixels(info, rgba) switch
            {
                SKCodecResult.Success => Upright(rgba, info.Size, codec.EncodedOrigin),
                SKCodecResult.IncompleteInput => throw new FrugalException($"{name}: the photo is cut off before its end. Copy or download it again."),
                var result => throw new FrugalException($"{name}: the photo is damaged ({result}). Copy or download it again."),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    /// <summary>The smallest available decoding size whose sides are both at least twice <paramref name="atLeast"/>, so that the resize still averages.</summary>
    private static SKSizeI Reduced(SKCodec codec, int atLeast)
    {
        var stored = codec.Info.Size;
        var scale = 2f * atLeast / Math.Min(stored.Width, stored.Height);
        if (scale >= 1)
        {
            return stored;
        }

        var eighths = MathF.Ceiling(scale * 8);
        return codec.GetScaledDimensions(eighths / 8);
    }

    private static RgbImage Upright(byte[] rgba, SKSizeI size, SKEncodedOrigin origin)
    {
        var (w, h) = (size.Width, size.Height);
        var turned = origin >= SKEncodedOrigin.LeftTop;

        // Upright pixel (x, y) is the stored pixel first + x * right + y * down.
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
        var image = turned ? new RgbImage(h, w) : new RgbImage(w, h);
        var to = 0;
        for (var y = 0; y < image.Height; y++)
        {
            var from = (first + y * down) * 4;
            for (var x = 0; x < image.Width; x++, from += right * 4, to += 3)
            {
                var alpha = rgba[from + 3];
                image.Pixels[to] = OverWhite(rgba[from], alpha);
                image.Pixels[to + 1] = OverWhite(rgba[from + 1], alpha);
                image.Pixels[to + 2] = OverWhite(rgba[from + 2], alpha);
            }
        }

        return image;
    }

    private static byte OverWhite(byte value, byte alpha) =>
        alpha == 255 ? value : (byte)((value * alpha + 255 * (255 - alpha) + 127) / 255);

    private static FrugalException NotAPhoto(byte[] bytes, string name)
    {
        var text = bytes.AsSpan(0, Math.Min(64, bytes.Length)).IndexOfAnyExceptInRange((byte)9, (byte)126) < 0;
        return new FrugalException($"{name}: {(text ? "a text file, not" : "not")} a photo that can be read. Give a JPEG, PNG or WebP file.");
    }
}
