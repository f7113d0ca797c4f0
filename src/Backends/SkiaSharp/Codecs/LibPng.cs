using System.Runtime.InteropServices;

namespace SkiaSharp.Codecs;

/// <summary>libpng's simplified API (png_image): errors come back as 0 and a message.</summary>
internal static unsafe partial class LibPng
{
    private const string Library = "libpng16.so.16";

    public const uint Version = 1;
    public const uint FlagAlpha = 1, FlagColor = 2;
    public const uint FormatGray = 0, FormatRgba = FlagAlpha | FlagColor, FormatBgra = FormatRgba | 0x10;
    /// <summary>Samples of 16 bits without a gamma are sRGB, as samples of 8 bits are.</summary>
    public const uint Image16BitSrgb = 4;

    /// <summary>png_image of png.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Image
    {
        public nint Opaque;
        public uint Version, Width, Height, Format, Flags, ColormapEntries, WarningOrError;
        public fixed byte Message[64];

        public readonly string Text()
        {
            fixed (byte* text = Message)
            {
                return Marshal.PtrToStringUTF8((nint)text) ?? "";
            }
        }
    }

    [LibraryImport(Library, EntryPoint = "png_image_begin_read_from_memory")]
    public static partial int BeginRead(Image* image, byte* data, nuint size);

    [LibraryImport(Library, EntryPoint = "png_image_finish_read")]
    public static partial int FinishRead(Image* image, byte* background, byte* pixels, int rowStride, byte* colormap);

    [LibraryImport(Library, EntryPoint = "png_image_free")]
    public static partial void Free(Image* image);

    [LibraryImport(Library, EntryPoint = "png_image_write_to_memory")]
    public static partial int Write(Image* image, byte* data, nuint* size, int to8Bit, byte* pixels, int rowStride, byte* colormap);
}
