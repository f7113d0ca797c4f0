namespace SkiaSharp;

/// <summary>How a pixel between pixels is made.</summary>
public enum SKFilterMode
{
    Nearest = 0,
    Linear = 1,
}

/// <summary>Whether halved copies of the picture are used when it shrinks.</summary>
public enum SKMipmapMode
{
    None = 0,
    Nearest = 1,
    Linear = 2,
}

/// <summary>The cubic filters of Mitchell and Netravali, "Reconstruction Filters in Computer Graphics" (1988), by their B and C.</summary>
public readonly struct SKCubicResampler(float b, float c) : IEquatable<SKCubicResampler>
{
    public static readonly SKCubicResampler Mitchell = new(1 / 3f, 1 / 3f);
    public static readonly SKCubicResampler CatmullRom = new(0f, 1 / 2f);

    public float B { get; } = b;

    public float C { get; } = c;

    public bool Equals(SKCubicResampler obj) => B == obj.B && C == obj.C;

    public override bool Equals(object? obj) => obj is SKCubicResampler other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(B, C);

    public static bool operator ==(SKCubicResampler left, SKCubicResampler right) => left.Equals(right);

    public static bool operator !=(SKCubicResampler left, SKCubicResampler right) => !left.Equals(right);
}

/// <summary>How a picture is sampled when its size changes.</summary>
public readonly struct SKSamplingOptions : IEquatable<SKSamplingOptions>
{
    public static readonly SKSamplingOptions Default;

    public SKSamplingOptions(SKFilterMode filter, SKMipmapMode mipmap)
    {
        Filter = filter;
        Mipmap = mipmap;
    }

    public SKSamplingOptions(SKFilterMode filter) : this(filter, SKMipmapMode.None) { }

    public SKSamplingOptions(SKCubicResampler resampler)
    {
        UseCubic = true;
        Cubic = resampler;
    }

    public bool UseCubic { get; }

    public SKCubicResampler Cubic { get; }

    public SKFilterMode Filter { get; }

    public SKMipmapMode Mipmap { get; }

    public bool Equals(SKSamplingOptions obj) =>
        UseCubic == obj.UseCubic && Cubic == obj.Cubic && Filter == obj.Filter && Mipmap == obj.Mipmap;

    public override bool Equals(object? obj) => obj is SKSamplingOptions other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(UseCubic, Cubic, Filter, Mipmap);

    public static bool operator ==(SKSamplingOptions left, SKSamplingOptions right) => left.Equals(right);

    public static bool operator !=(SKSamplingOptions left, SKSamplingOptions right) => !left.Equals(right);
}
