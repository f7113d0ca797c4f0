using SkiaSharp;

namespace Frugal.Imaging;

/// <summary>An image with 8 bits per channel: red, green, blue, row-major from the top left.</summary>
public sealed class RgbImage
{
    /// <summary>Wraps <paramref name="pixels"/>, <c>(height, width, 3)</c> bytes; null makes a black image.</summary>
    /// <exception cref="ArgumentException">The number of bytes does not match the size.</exception>
    public RgbImage(int width, int height, byte[]? pixels = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        var bytes = checked(width * height * 3);
        if (pixels is not null && pixels.Length != bytes)
        {
            throw new ArgumentException($"{pixels.Length} bytes given; {width} x {height} pixels of 3 channels take {bytes}.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels ?? new byte[bytes];
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The bytes themselves, <c>(height, width, 3)</c>.</summary>
    public byte[] Pixels { get; }

    /// <summary>The three bytes of the pixel in column <paramref name="x"/> of row <paramref name="y"/>.</summary>
    public Span<byte> this[int x, int y] => Pixels.AsSpan((y * Width + x) * 3, 3);

    /// <summary>Resizes with a triangle filter that widens as the image shrinks, so that no pixel is skipped.</summary>
    /// <remarks>The same bytes as Pillow's <c>resize((width, height), Image.BILINEAR)</c>.</remarks>
    public RgbImage Resize(int width, int height) =>
        (width, height) == (Width, Height) ? this : Resampler.Resize(this, width, height);

    /// <summary>The rectangle whose top left pixel is (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public RgbImage Crop(int x, int y, int width, int height)
    {
        if (x < 0 || y < 0 || width > Width - x || height > Height - y)
        {
            throw new ArgumentOutOfRangeException(nameof(x), $"{width} x {height} pixels from ({x}, {y}) leave a picture of {Width} x {Height}.");
        }

        var part = new RgbImage(width, height);
        for (var row = 0; row < height; row++)
        {
            Pixels.AsSpan(((y + row) * Width + x) * 3, width * 3).CopyTo(part.Pixels.AsSpan(row * width * 3));
        }

        return part;
    }

    /// <summary>Writes <paramref name="other"/> over this image, its top left at (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public void Paste(RgbImage other, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var row = 0; row < other.Height; row++)
        {
            other.Pixels.AsSpan(row * other.Width * 3, other.Width * 3).CopyTo(Pixels.AsSpan(((y + row) * Width + x) * 3));
        }
    }

    /// <summary>The image as a PNG file.</summary>
    public byte[] ToPng() => Encode(SKEncodedImageFormat.Png, 100);

    /// <summary>The image as a JPEG file; <paramref name="quality"/> from 1 to 100.</summary>
    public byte[] ToJpeg(int quality = 88) => Encode(SKEncodedImageFormat.Jpeg, quality);

    private byte[] Encode(SKEncodedImageFormat format, int quality)
    {
        using var bitmap = new SKBitmap(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var to = bitmap.GetPixelSpan();
        for (int from = 0, at = 0; from < Pixels.Length; from += 3, at += 4)
        {
            Pixels.AsSpan(from, 3).CopyTo(to[at..]);
            to[at + 3] = 255;
        }

        using var data = bitmap.Encode(format, quality);
        return data?.ToArray() ?? throw new InvalidOperationException($"The picture of {Width} x {Height} could not be written as {format}.");
    }
}
