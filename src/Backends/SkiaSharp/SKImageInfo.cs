namespace SkiaSharp;

/// <summary>A picture's size and the layout of its pixels.</summary>
public struct SKImageInfo : IEquatable<SKImageInfo>
{
    public static readonly SKImageInfo Empty;

    /// <summary>The layout that a decoder chooses on this platform: blue first, as the package on Linux and Windows.</summary>
    public static readonly SKColorType PlatformColorType = SKColorType.Bgra8888;

    public SKImageInfo(int width, int height) : this(width, height, PlatformColorType, SKAlphaType.Premul) { }

    public SKImageInfo(int width, int height, SKColorType colorType) : this(width, height, colorType, SKAlphaType.Premul) { }

    public SKImageInfo(int width, int height, SKColorType colorType, SKAlphaType alphaType)
    {
        Width = width;
        Height = height;
        ColorType = colorType;
        AlphaType = alphaType;
    }

    public int Width { get; set; }

    public int Height { get; set; }

    public SKColorType ColorType { get; set; }

    public SKAlphaType AlphaType { get; set; }

    public readonly int BytesPerPixel => ColorType switch
    {
        SKColorType.Rgba8888 or SKColorType.Bgra8888 => 4,
        SKColorType.Gray8 => 1,
        _ => 0,
    };

    public readonly int BitsPerPixel => BytesPerPixel * 8;

    public readonly int BytesSize => Width * Height * BytesPerPixel;

    public readonly long BytesSize64 => (long)Width * Height * BytesPerPixel;

    public readonly int RowBytes => Width * BytesPerPixel;

    public readonly long RowBytes64 => (long)Width * BytesPerPixel;

    public readonly bool IsEmpty => Width <= 0 || Height <= 0;

    public readonly bool IsOpaque => AlphaType == SKAlphaType.Opaque;

    public readonly SKSizeI Size => new(Width, Height);

    public readonly SKImageInfo WithSize(SKSizeI size) => WithSize(size.Width, size.Height);

    public readonly SKImageInfo WithSize(int width, int height) => new(width, height, ColorType, AlphaType);

    public readonly SKImageInfo WithColorType(SKColorType newColorType) => new(Width, Height, newColorType, AlphaType);

    public readonly SKImageInfo WithAlphaType(SKAlphaType newAlphaType) => new(Width, Height, ColorType, newAlphaType);

    public readonly bool Equals(SKImageInfo obj) =>
        Width == obj.Width && Height == obj.Height && ColorType == obj.ColorType && AlphaType == obj.AlphaType;

    public override readonly bool Equals(object? obj) => obj is SKImageInfo other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Width, Height, ColorType, AlphaType);

    public static bool operator ==(SKImageInfo left, SKImageInfo right) => left.Equals(right);

    public static bool operator !=(SKImageInfo left, SKImageInfo right) => !left.Equals(right);
}
