namespace SkiaSharp.Codecs;

/// <summary>PNG of any depth, palette and interlace, by libpng.</summary>
internal sealed unsafe class PngImage : EncodedImage
{
    public override SKEncodedImageFormat Format => SKEncodedImageFormat.Png;

    public static PngImage? ReadHeader(ReadOnlySpan<byte> data)
    {
        var image = new LibPng.Image { Version = LibPng.Version };
        fixed (byte* bytes = data)
        {
            if (LibPng.BeginRead(&image, bytes, (nuint)data.Length) == 0)
            {
                return null;
            }
        }

        LibPng.Free(&image);
        var alpha = (image.Format & LibPng.FlagAlpha) != 0;
        var grey = (image.Format & LibPng.FlagColor) == 0 && !alpha;
        return new PngImage
        {
            Info = new(
                (int)image.Width,
                (int)image.Height,
                grey ? SKColorType.Gray8 : SKImageInfo.PlatformColorType,
                alpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque),
            Origin = Exif.OfPng(data),
        };
    }

    public override SKCodecResult Decode(ReadOnlySpan<byte> data, SKImageInfo info, byte* pixels, int rowBytes)
    {
        if (info.Size != Info.Size)
        {
            return SKCodecResult.InvalidScale;
        }

        if (info.ColorType == SKColorType.Gray8 && Info.ColorType != SKColorType.Gray8)
        {
            return SKCodecResult.InvalidConversion;
        }

        fixed (byte* bytes = data)
        {
            var image = new LibPng.Image { Version = LibPng.Version };
            if (LibPng.BeginRead(&image, bytes, (nuint)data.Length) == 0)
            {
                return SKCodecResult.ErrorInInput;
            }

            image.Flags |= LibPng.Image16BitSrgb;
            image.Format = FormatOf(info.ColorType);
            if (LibPng.FinishRead(&image, null, pixels, rowBytes, null) != 0)
            {
                return SKCodecResult.Success;
            }

            // The simplified API ends at the first fault; the rows before it are in place.
            return image.Text().Contains("read beyond end", StringComparison.Ordinal) ? SKCodecResult.IncompleteInput : SKCodecResult.ErrorInInput;
        }
    }

    /// <param name="info">Its alpha is straight.</param>
    /// <param name="pixels">The rows.</param>
    /// <param name="rowBytes">From one row to the next.</param>
    public static byte[]? Encode(SKImageInfo info, byte* pixels, int rowBytes)
    {
        var image = new LibPng.Image
        {
            Version = LibPng.Version, Width = (uint)info.Width, Height = (uint)info.Height, Format = FormatOf(info.ColorType),
        };
        nuint size = 0;
        if (LibPng.Write(&image, null, &size, 0, pixels, rowBytes, null) == 0)
        {
            return null;
        }

        var data = new byte[size];
        fixed (byte* bytes = data)
        {
            return LibPng.Write(&image, bytes, &size, 0, pixels, rowBytes, null) == 0 ? null : data[..(int)size];
        }
    }

    private static uint FormatOf(SKColorType type) => type switch
    {
        SKColorType.Gray8 => LibPng.FormatGray,
        SKColorType.Rgba8888 => LibPng.FormatRgba,
        _ => LibPng.FormatBgra,
    };
}
