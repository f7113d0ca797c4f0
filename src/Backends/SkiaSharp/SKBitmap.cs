using System.Runtime.InteropServices;

namespace SkiaSharp;

/// <summary>A picture in memory.</summary>
public unsafe partial class SKBitmap : SKObject
{
    private byte* pixels;

    public SKBitmap() { }

    public SKBitmap(int width, int height, bool isOpaque = false)
        : this(width, height, SKImageInfo.PlatformColorType, isOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul) { }

    public SKBitmap(int width, int height, SKColorType colorType, SKAlphaType alphaType)
        : this(new SKImageInfo(width, height, colorType, alphaType)) { }

    public SKBitmap(SKImageInfo info)
    {
        if (!TryAllocPixels(info))
        {
            throw new Exception("Unable to allocate pixels for the bitmap.");
        }
    }

    public bool TryAllocPixels(SKImageInfo info)
    {
        if (info.Width < 0 || info.Height < 0 || info.BytesPerPixel == 0 || info.BytesSize64 > int.MaxValue)
        {
            return false;
        }

        NativeMemory.Free(pixels);
        pixels = (byte*)NativeMemory.AllocZeroed((nuint)Math.Max(1, info.BytesSize64));
        Info = info;
        return true;
    }

    protected override void DisposeNative()
    {
        NativeMemory.Free(pixels);
        pixels = null;
    }

    public SKImageInfo Info { get; private set; }

    public int Width => Info.Width;

    public int Height => Info.Height;

    public SKColorType ColorType => Info.ColorType;

    public SKAlphaType AlphaType => Info.AlphaType;

    public int BytesPerPixel => Info.BytesPerPixel;

    public int RowBytes => Info.RowBytes;

    public int ByteCount => Info.BytesSize;

    public bool IsEmpty => Info.IsEmpty;

    public bool IsNull => pixels == null;

    public IntPtr GetPixels() => (IntPtr)pixels;

    public Span<byte> GetPixelSpan() => pixels == null ? default : new Span<byte>(pixels, ByteCount);

    public byte[] Bytes
    {
        get
        {
            var array = GetPixelSpan().ToArray();
            GC.KeepAlive(this);
            return array;
        }
    }

    public SKColor[] Pixels
    {
        get
        {
            var colors = new SKColor[Width * Height];
            for (var i = 0; i < colors.Length; i++)
            {
                colors[i] = PixelRows.Read(pixels + (long)i * BytesPerPixel, Info);
            }

            return colors;
        }
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Length != Width * Height)
            {
                throw new ArgumentException($"The number of pixels must equal Width x Height, or {Width * Height}.", nameof(value));
            }

            for (var i = 0; i < value.Length; i++)
            {
                PixelRows.Write(pixels + (long)i * BytesPerPixel, Info, value[i]);
            }
        }
    }

    public SKColor GetPixel(int x, int y) => Contains(x, y) ? PixelRows.Read(At(x, y), Info) : SKColor.Empty;

    public void SetPixel(int x, int y, SKColor color)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, Width);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        PixelRows.Write(At(x, y), Info, color);
    }

    public void Erase(SKColor color)
    {
        for (var i = 0; i < Width * Height; i++)
        {
            PixelRows.Write(pixels + (long)i * BytesPerPixel, Info, color);
        }
    }

    public SKBitmap? Copy() => Copy(ColorType);

    public SKBitmap? Copy(SKColorType colorType)
    {
        var destination = new SKBitmap();
        if (destination.TryAllocPixels(Info.WithColorType(colorType)))
        {
            CopyPixelsTo(destination);
            return destination;
        }

        destination.Dispose();
        return null;
    }

    private void CopyPixelsTo(SKBitmap destination)
    {
        if (destination.Info == Info)
        {
            GetPixelSpan().CopyTo(destination.GetPixelSpan());
            return;
        }

        for (var i = 0L; i < (long)Width * Height; i++)
        {
            PixelRows.Write(destination.pixels + i * destination.BytesPerPixel, destination.Info, PixelRows.Read(pixels + i * BytesPerPixel, Info));
        }
    }

    private bool Contains(int x, int y) => pixels != null && (uint)x < (uint)Width && (uint)y < (uint)Height;

    private byte* At(int x, int y) => pixels + (long)y * RowBytes + (long)x * BytesPerPixel;
}
