using System.Runtime.InteropServices;

namespace SkiaSharp.Codecs;

/// <summary>The TurboJPEG API of libjpeg-turbo 2.x. Errors come back as results: nothing here exits or jumps.</summary>
internal static unsafe partial class TurboJpeg
{
    private const string Library = "libturbojpeg.so.0";

    public const int Rgba = 7, Bgra = 8, Gray = 6, Cmyk = 11;
    public const int ColorspaceGray = 2, ColorspaceCmyk = 3, ColorspaceYcck = 4;
    public const int Sampling444 = 0, Sampling420 = 2, SamplingGray = 3;
    /// <summary>Refuse a progressive picture of more than 500 scans: it costs minutes and can only be an attack.</summary>
    public const int LimitScans = 32768;

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    public static partial nint InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjInitCompress")]
    public static partial nint InitCompress();

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    public static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    public static partial int DecompressHeader(nint handle, byte* data, CULong size, int* width, int* height, int* sampling, int* colorspace);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    public static partial int Decompress(
        nint handle, byte* data, CULong size, byte* pixels, int width, int rowBytes, int height, int format, int flags);

    [LibraryImport(Library, EntryPoint = "tjCompress2")]
    public static partial int Compress(
        nint handle, byte* pixels, int width, int rowBytes, int height, int format, byte** data, CULong* size, int sampling, int quality, int flags);

    [LibraryImport(Library, EntryPoint = "tjFree")]
    public static partial void Free(byte* data);

    /// <summary>1 where the last failure was fatal, 0 where it was a warning and pixels were made all the same.</summary>
    [LibraryImport(Library, EntryPoint = "tjGetErrorCode")]
    public static partial int ErrorCode(nint handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial byte* ErrorText(nint handle);

    public static string Error(nint handle) => Marshal.PtrToStringUTF8((nint)ErrorText(handle)) ?? "";
}
