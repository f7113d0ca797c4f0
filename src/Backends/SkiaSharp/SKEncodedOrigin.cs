namespace SkiaSharp;

/// <summary>Where the first stored pixel belongs in the upright picture: the EXIF tag Orientation.</summary>
public enum SKEncodedOrigin
{
    TopLeft = 1,
    TopRight = 2,
    BottomRight = 3,
    BottomLeft = 4,
    LeftTop = 5,
    RightTop = 6,
    RightBottom = 7,
    LeftBottom = 8,
    Default = TopLeft,
}
