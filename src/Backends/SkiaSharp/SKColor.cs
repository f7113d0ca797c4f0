namespace SkiaSharp;

/// <summary>A colour of 8 bits a channel with straight alpha, kept as 0xAARRGGBB.</summary>
public readonly struct SKColor(uint value) : IEquatable<SKColor>
{
    public static readonly SKColor Empty;

    private readonly uint color = value;

    public SKColor(byte red, byte green, byte blue, byte alpha)
        : this((uint)(alpha << 24 | red << 16 | green << 8 | blue)) { }

    public SKColor(byte red, byte green, byte blue) : this(red, green, blue, 255) { }

    public byte Alpha => (byte)(color >> 24);

    public byte Red => (byte)(color >> 16);

    public byte Green => (byte)(color >> 8);

    public byte Blue => (byte)color;

    public SKColor WithAlpha(byte alpha) => new(Red, Green, Blue, alpha);

    public bool Equals(SKColor obj) => obj.color == color;

    public override bool Equals(object? other) => other is SKColor colour && Equals(colour);

    public override int GetHashCode() => color.GetHashCode();

    public override string ToString() => $"#{color:x8}";

    public static bool operator ==(SKColor left, SKColor right) => left.Equals(right);

    public static bool operator !=(SKColor left, SKColor right) => !left.Equals(right);

    public static implicit operator SKColor(uint color) => new(color);

    public static explicit operator uint(SKColor color) => color.color;
}
