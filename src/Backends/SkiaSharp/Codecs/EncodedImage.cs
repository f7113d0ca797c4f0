namespace SkiaSharp.Codecs;

/// <summary>An encoded picture whose header has been read and whose pixels have not.</summary>
internal abstract class EncodedImage
{
    public required SKImageInfo Info { get; init; }

    public required SKEncodedOrigin Origin { get; init; }

    public abstract SKEncodedImageFormat Format { get; }

    /// <summary>The size nearest to <paramref name="scale"/> that the decoder can give without a resampling of ours.</summary>
    public virtual SKSizeI ScaledSize(float scale) => Info.Size;

    /// <summary>Decodes into <paramref name="pixels"/>: straight alpha, in the layout and at the size of <paramref name="info"/>.</summary>
    public abstract unsafe SKCodecResult Decode(ReadOnlySpan<byte> data, SKImageInfo info, byte* pixels, int rowBytes);

    /// <summary>Reads the header of the format that the first bytes announce; null where they announce none that is known here.</summary>
    public static EncodedImage? Open(ReadOnlySpan<byte> data) => data switch
    {
        [0xFF, 0xD8, 0xFF, ..] => JpegImage.ReadHeader(data),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PngImage.ReadHeader(data),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebpImage.ReadHeader(data),
        _ => null,
    };
}
