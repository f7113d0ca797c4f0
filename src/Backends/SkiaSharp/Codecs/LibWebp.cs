using System.Runtime.InteropServices;

namespace SkiaSharp.Codecs;

/// <summary>libwebp's simple and incremental APIs.</summary>
internal static unsafe partial class LibWebp
{
    private const string Library = "libwebp.so.7";

    public const int DecoderAbi = 0x0209;
    public const int ModeRgba = 1, ModeBgra = 3;
    public const int StatusOk = 0, StatusSuspended = 5;

    /// <summary>WebPBitstreamFeatures of decode.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Features
    {
        public int Width, Height, HasAlpha, HasAnimation, Format;
        private fixed uint pad[5];
    }

    [LibraryImport(Library, EntryPoint = "WebPGetFeaturesInternal")]
    public static partial int GetFeatures(byte* data, nuint size, Features* features, int abi);

    [LibraryImport(Library, EntryPoint = "WebPINewRGB")]
    public static partial nint NewDecoder(int mode, byte* pixels, nuint size, int rowBytes);

    [LibraryImport(Library, EntryPoint = "WebPIUpdate")]
    public static partial int Update(nint decoder, byte* data, nuint size);

    [LibraryImport(Library, EntryPoint = "WebPIDelete")]
    public static partial void Delete(nint decoder);

    [LibraryImport(Library, EntryPoint = "WebPEncodeRGBA")]
    public static partial nuint EncodeRgba(byte* pixels, int width, int height, int rowBytes, float quality, byte** data);

    [LibraryImport(Library, EntryPoint = "WebPEncodeBGRA")]
    public static partial nuint EncodeBgra(byte* pixels, int width, int height, int rowBytes, float quality, byte** data);

    [LibraryImport(Library, EntryPoint = "WebPEncodeLosslessRGBA")]
    public static partial nuint EncodeLosslessRgba(byte* pixels, int width, int height, int rowBytes, byte** data);

    [LibraryImport(Library, EntryPoint = "WebPEncodeLosslessBGRA")]
    public static partial nuint EncodeLosslessBgra(byte* pixels, int width, int height, int rowBytes, byte** data);

    [LibraryImport(Library, EntryPoint = "WebPFree")]
    public static partial void Free(byte* data);
}
