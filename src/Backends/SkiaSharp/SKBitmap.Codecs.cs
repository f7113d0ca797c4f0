using SkiaSharp.Codecs;

namespace SkiaSharp;

/// <summary>Decoding and encoding.</summary>
public unsafe partial class SKBitmap
{
    public static SKImageInfo DecodeBounds(string filename)
    {
        ArgumentNullException.ThrowIfNull(filename);
        return BoundsOf(SKCodec.Create(filename));
    }

    public static SKImageInfo DecodeBounds(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return BoundsOf(SKCodec.Create(stream));
    }

    public static SKImageInfo DecodeBounds(SKData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return BoundsOf(SKCodec.Create(data));
    }

    public static SKImageInfo DecodeBounds(byte[] buffer) => BoundsOf(SKCodec.Open(buffer, out _));

    public static SKBitmap? Decode(SKCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        var info = codec.Info;
        return Decode(codec, info.AlphaType == SKAlphaType.Unpremul ? info.WithAlphaType(SKAlphaType.Premul) : info);
    }

    public static SKBitmap? Decode(SKCodec codec, SKImageInfo bitmapInfo)
    {
        ArgumentNullException.ThrowIfNull(codec);
        var bitmap = new SKBitmap(bitmapInfo);
        if (codec.GetPixels(bitmapInfo, bitmap.GetPixels()) is SKCodecResult.Success or SKCodecResult.IncompleteInput)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    public static SKBitmap? Decode(string filename)
    {
        ArgumentNullException.ThrowIfNull(filename);
        return DecodeAndClose(SKCodec.Create(filename));
    }

    public static SKBitmap? Decode(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return DecodeAndClose(SKCodec.Create(stream));
    }

    public static SKBitmap? Decode(SKData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return DecodeAndClose(SKCodec.Create(data));
    }

    /// <exception cref="ArgumentNullException">The bytes are no picture: the package throws here, where its other overloads return null.</exception>
    public static SKBitmap? Decode(byte[] buffer)
    {
        using var codec = SKCodec.Open(buffer, out _);
        return Decode(codec!);
    }

    /// <returns>The encoded picture, or null for a format that is not written here.</returns>
    public SKData? Encode(SKEncodedImageFormat format, int quality)
    {
        if (IsNull || IsEmpty)
        {
            return null;
        }

        using var straight = ForEncoding(format);
        var from = straight ?? this;
        var bytes = format switch
        {
            SKEncodedImageFormat.Jpeg => JpegImage.Encode(from.Info, from.pixels, from.RowBytes, quality),
            SKEncodedImageFormat.Png => PngImage.Encode(from.Info, from.pixels, from.RowBytes),
            SKEncodedImageFormat.Webp => WebpImage.Encode(from.Info, from.pixels, from.RowBytes, quality),
            _ => null,
        };
        return bytes is null ? null : SKData.CreateCopy(bytes);
    }

    public bool Encode(Stream dst, SKEncodedImageFormat format, int quality)
    {
        using var data = Encode(format, quality);
        data?.SaveTo(dst);
        return data is not null;
    }

    /// <summary>A copy with straight alpha where the format has alpha, and in colour for WebP, which has no grey; null where none is needed.</summary>
    private SKBitmap? ForEncoding(SKEncodedImageFormat format)
    {
        var info = Info;
        if (info.AlphaType == SKAlphaType.Premul && format != SKEncodedImageFormat.Jpeg)
        {
            info.AlphaType = SKAlphaType.Unpremul;
        }

        if (info.ColorType == SKColorType.Gray8 && format == SKEncodedImageFormat.Webp)
        {
            info.ColorType = SKColorType.Rgba8888;
        }

        if (info == Info)
        {
            return null;
        }

        var copy = new SKBitmap(info);
        CopyPixelsTo(copy);
        return copy;
    }

    private static SKBitmap? DecodeAndClose(SKCodec? codec)
    {
        using (codec)
        {
            return codec is null ? null : Decode(codec);
        }
    }

    private static SKImageInfo BoundsOf(SKCodec? codec)
    {
        using (codec)
        {
            return codec?.Info ?? SKImageInfo.Empty;
        }
    }
}
