namespace SkiaSharp.Codecs;

/// <summary>WebP stills, lossy and lossless, by libwebp.</summary>
internal sealed unsafe class WebpImage : EncodedImage
{
    public override SKEncodedImageFormat Format => SKEncodedImageFormat.Webp;

    public static WebpImage? ReadHeader(ReadOnlySpan<byte> data)
    {
        LibWebp.Features features;
        fixed (byte* bytes = data)
        {
            if (LibWebp.GetFeatures(bytes, (nuint)data.Length, &features, LibWebp.DecoderAbi) != LibWebp.StatusOk)
            {
                return null;
            }
        }

        var alpha = features.HasAlpha != 0 ? SKAlphaType.Unpremul : SKAlphaType.Opaque;
        return new WebpImage
        {
            Info = new(features.Width, features.Height, SKImageInfo.PlatformColorType, alpha),
            Origin = Exif.OfWebp(data),
        };
    }

    public override SKCodecResult Decode(ReadOnlySpan<byte> data, SKImageInfo info, byte* pixels, int rowBytes)
    {
        if (info.Size != Info.Size)
        {
            return SKCodecResult.InvalidScale;
        }

        if (info.ColorType == SKColorType.Gray8)
        {
            return SKCodecResult.InvalidConversion;
        }

        var mode = info.ColorType == SKColorType.Rgba8888 ? LibWebp.ModeRgba : LibWebp.ModeBgra;
        var decoder = LibWebp.NewDecoder(mode, pixels, (nuint)((long)rowBytes * info.Height), rowBytes);
        if (decoder == 0)
        {
            return SKCodecResult.InternalError;
        }

        try
        {
            fixed (byte* bytes = data)
            {
                return LibWebp.Update(decoder, bytes, (nuint)data.Length) switch
                {
                    LibWebp.StatusOk => SKCodecResult.Success,
                    LibWebp.StatusSuspended => SKCodecResult.IncompleteInput,
                    _ => SKCodecResult.ErrorInInput,
                };
            }
        }
        finally
        {
            LibWebp.Delete(decoder);
        }
    }

    /// <summary>At quality 100 without loss, as the package does.</summary>
    public static byte[]? Encode(SKImageInfo info, byte* pixels, int rowBytes, int quality)
    {
        byte* data = null;
        try
        {
            var size = (info.ColorType, quality) switch
            {
                (SKColorType.Rgba8888, >= 100) => LibWebp.EncodeLosslessRgba(pixels, info.Width, info.Height, rowBytes, &data),
                (SKColorType.Bgra8888, >= 100) => LibWebp.EncodeLosslessBgra(pixels, info.Width, info.Height, rowBytes, &data),
                (SKColorType.Rgba8888, _) => LibWebp.EncodeRgba(pixels, info.Width, info.Height, rowBytes, quality, &data),
                (SKColorType.Bgra8888, _) => LibWebp.EncodeBgra(pixels, info.Width, info.Height, rowBytes, quality, &data),
                _ => (nuint)0,
            };
            return size == 0 ? null : new ReadOnlySpan<byte>(data, checked((int)size)).ToArray();
        }
        finally
        {
            LibWebp.Free(data);
        }
    }
}
