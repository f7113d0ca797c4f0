namespace SkiaSharp;

/// <summary>What the alpha channel means for the colours beside it.</summary>
public enum SKAlphaType
{
    Unknown = 0,
    Opaque = 1,
    Premul = 2,
    Unpremul = 3,
}
