using SkiaSharp.Codecs;

namespace SkiaSharp;

/// <summary>Reads an encoded picture: the header first, the pixels on demand. JPEG, PNG and WebP.</summary>
public unsafe class SKCodec : SKObject
{
    private readonly byte[] data;
    private readonly EncodedImage image;

    private SKCodec(byte[] data, EncodedImage image)
    {
        this.data = data;
        this.image = image;
    }

    /// <summary>The size and layout as stored, before <see cref="EncodedOrigin"/> is applied.</summary>
    public SKImageInfo Info => image.Info;

    public SKEncodedOrigin EncodedOrigin => image.Origin;

    public SKEncodedImageFormat EncodedFormat => image.Format;

    public SKSizeI GetScaledDimensions(float desiredScale) => image.ScaledSize(desiredScale);

    public byte[] Pixels
    {
        get
        {
            var result = GetPixels(out var pixels);
            return result is SKCodecResult.Success or SKCodecResult.IncompleteInput ? pixels : throw new Exception(result.ToString());
        }
    }

    public SKCodecResult GetPixels(out byte[] pixels) => GetPixels(Info, out pixels);

    public SKCodecResult GetPixels(SKImageInfo info, out byte[] pixels)
    {
        pixels = new byte[info.BytesSize];
        return GetPixels(info, pixels);
    }

    public SKCodecResult GetPixels(SKImageInfo info, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength < info.BytesSize64)
        {
            return SKCodecResult.InvalidParameters;
        }

        fixed (byte* first = pixels)
        {
            return GetPixels(info, (IntPtr)first);
        }
    }

    public SKCodecResult GetPixels(SKImageInfo info, IntPtr pixels)
    {
        if (pixels == IntPtr.Zero)
        {
            throw new ArgumentNullException(nameof(pixels));
        }

        var loses = info.AlphaType == SKAlphaType.Opaque && !Info.IsOpaque;
        if (info.BytesPerPixel == 0 || info.AlphaType == SKAlphaType.Unknown || loses)
        {
            return SKCodecResult.InvalidConversion;
        }

        var result = image.Decode(data, info, (byte*)pixels, info.RowBytes);
        if (info.AlphaType == SKAlphaType.Premul && !Info.IsOpaque)
        {
            PixelRows.Premultiply((byte*)pixels, info);
        }

        return result;
    }

    public static SKCodec? Create(string filename) => Create(filename, out _);

    public static SKCodec? Create(string filename, out SKCodecResult result)
    {
        try
        {
            return Open(File.ReadAllBytes(filename), out result);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            result = SKCodecResult.InternalError;
            return null;
        }
    }

    public static SKCodec? Create(Stream stream) => Create(stream, out _);

    public static SKCodec? Create(Stream stream, out SKCodecResult result)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Open(memory.ToArray(), out result);
    }

    public static SKCodec? Create(SKData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Open(data.ToArray(), out _);
    }

    internal static SKCodec? Open(byte[] data, out SKCodecResult result)
    {
        var image = EncodedImage.Open(data);
        result = image is not null ? SKCodecResult.Success : data.Length == 0 ? SKCodecResult.IncompleteInput : SKCodecResult.Unimplemented;
        return image is null ? null : new SKCodec(data, image);
    }
}
