namespace SkiaSharp;

/// <summary>How a bitmap's pixels lie in memory.</summary>
public enum SKColorType
{
    Unknown = 0,
    Rgba8888 = 4,
    Bgra8888 = 6,
    Gray8 = 9,
}
