namespace SkiaSharp;

/// <summary>A width and a height in whole pixels.</summary>
public struct SKSizeI(int width, int height) : IEquatable<SKSizeI>
{
    public static readonly SKSizeI Empty;

    public int Width { readonly get; set; } = width;

    public int Height { readonly get; set; } = height;

    public readonly bool IsEmpty => this == Empty;

    public readonly bool Equals(SKSizeI obj) => Width == obj.Width && Height == obj.Height;

    public override readonly bool Equals(object? obj) => obj is SKSizeI other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Width, Height);

    public override readonly string ToString() => $"{{Width={Width}, Height={Height}}}";

    public static bool operator ==(SKSizeI left, SKSizeI right) => left.Equals(right);

    public static bool operator !=(SKSizeI left, SKSizeI right) => !left.Equals(right);
}
