using System.Runtime.InteropServices;

namespace SkiaSharp.Codecs;

/// <summary>JPEG, baseline and progressive, grey, YCbCr, RGB, CMYK and YCCK, by libjpeg-turbo.</summary>
internal sealed unsafe class JpegImage : EncodedImage
{
    public required bool IsCmyk { get; init; }

    public override SKEncodedImageFormat Format => SKEncodedImageFormat.Jpeg;

    public static JpegImage? ReadHeader(ReadOnlySpan<byte> data)
    {
        var handle = TurboJpeg.InitDecompress();
        try
        {
            int width = 0, height = 0, sampling, colorspace;
            fixed (byte* bytes = data)
            {
                var result = TurboJpeg.DecompressHeader(handle, bytes, new((nuint)data.Length), &width, &height, &sampling, &colorspace);
                if ((result != 0 && TurboJpeg.ErrorCode(handle) != 0) || width <= 0 || height <= 0)
                {
                    return null;
                }
            }

            var grey = colorspace == TurboJpeg.ColorspaceGray;
            return new JpegImage
            {
                Info = new(width, height, grey ? SKColorType.Gray8 : SKImageInfo.PlatformColorType, SKAlphaType.Opaque),
                Origin = Exif.OfJpeg(data),
                IsCmyk = colorspace is TurboJpeg.ColorspaceCmyk or TurboJpeg.ColorspaceYcck,
            };
        }
        finally
        {
            TurboJpeg.Destroy(handle);
        }
    }

    /// <remarks>The inverse DCT gives n/8 of the size for n = 1 to 8; larger sizes are not offered by the package either.</remarks>
    public override SKSizeI ScaledSize(float scale)
    {
        var eighths = Math.Clamp((int)MathF.Floor(scale * 8 + 0.5f), 1, 8);
        return Size(eighths);
    }

    private SKSizeI Size(int eighths) => new((Info.Width * eighths + 7) / 8, (Info.Height * eighths + 7) / 8);

    public override SKCodecResult Decode(ReadOnlySpan<byte> data, SKImageInfo info, byte* pixels, int rowBytes)
    {
        if (!Enumerable.Range(1, 8).Any(eighths => Size(eighths) == info.Size))
        {
            return SKCodecResult.InvalidScale;
        }

        if (info.ColorType == SKColorType.Gray8 && Info.ColorType != SKColorType.Gray8)
        {
            return SKCodecResult.InvalidConversion;
        }

        var format = IsCmyk ? TurboJpeg.Cmyk : info.ColorType switch
        {
            SKColorType.Gray8 => TurboJpeg.Gray,
            SKColorType.Rgba8888 => TurboJpeg.Rgba,
            _ => TurboJpeg.Bgra,
        };
        var handle = TurboJpeg.InitDecompress();
        try
        {
            fixed (byte* bytes = data)
            {
                var result = TurboJpeg.Decompress(
                    handle, bytes, new((nuint)data.Length), pixels, info.Width, rowBytes, info.Height, format, TurboJpeg.LimitScans);
                if (result != 0 && TurboJpeg.ErrorCode(handle) != 0)
                {
                    return SKCodecResult.ErrorInInput;
                }

                if (IsCmyk)
                {
                    ToRgb(info, pixels, rowBytes);
                }

                var cutOff = result != 0 && TurboJpeg.Error(handle).Contains("Premature end", StringComparison.Ordinal);
                return cutOff ? SKCodecResult.IncompleteInput : SKCodecResult.Success;
            }
        }
        finally
        {
            TurboJpeg.Destroy(handle);
        }
    }

    /// <summary>Inks to light, in place. Adobe's files keep 255 for no ink: red = cyan * black / 255.</summary>
    private static void ToRgb(SKImageInfo info, byte* pixels, int rowBytes)
    {
        var swap = info.ColorType == SKColorType.Bgra8888;
        for (var y = 0; y < info.Height; y++)
        {
            var row = pixels + (long)y * rowBytes;
            for (var x = 0; x < info.Width; x++, row += 4)
            {
                var black = row[3];
                var (red, green, blue) = (Multiply(row[0], black), Multiply(row[1], black), Multiply(row[2], black));
                (row[0], row[1], row[2], row[3]) = swap ? (blue, green, red, (byte)255) : (red, green, blue, (byte)255);
            }
        }
    }

    private static byte Multiply(int a, int b) => (byte)((a * b + 127) / 255);

    public static byte[]? Encode(SKImageInfo info, byte* pixels, int rowBytes, int quality)
    {
        var handle = TurboJpeg.InitCompress();
        byte* data = null;
        CULong size = default;
        try
        {
            var grey = info.ColorType == SKColorType.Gray8;
            var format = grey ? TurboJpeg.Gray : info.ColorType == SKColorType.Rgba8888 ? TurboJpeg.Rgba : TurboJpeg.Bgra;
            var sampling = grey ? TurboJpeg.SamplingGray : TurboJpeg.Sampling420;
            var result = TurboJpeg.Compress(
                handle, pixels, info.Width, rowBytes, info.Height, format, &data, &size, sampling, Math.Clamp(quality, 1, 100), 0);
            return result == 0 ? new ReadOnlySpan<byte>(data, checked((int)size.Value)).ToArray() : null;
        }
        finally
        {
            TurboJpeg.Free(data);
            TurboJpeg.Destroy(handle);
        }
    }
}
