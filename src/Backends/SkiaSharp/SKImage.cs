namespace SkiaSharp;

/// <summary>A picture that does not change.</summary>
public class SKImage : SKObject
{
    private readonly SKBitmap bitmap;

    private SKImage(SKBitmap bitmap) => this.bitmap = bitmap;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            bitmap.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <returns>A copy of the bitmap, or null where it has no pixels.</returns>
    public static SKImage? FromBitmap(SKBitmap bitmap)
    {
        ArgumentNullException.ThrowIfNull(bitmap);
        return bitmap.IsNull || bitmap.Copy() is not { } copy ? null : new SKImage(copy);
    }

    public int Width => bitmap.Width;

    public int Height => bitmap.Height;

    public SKImageInfo Info => bitmap.Info;

    public SKData? Encode() => Encode(SKEncodedImageFormat.Png, 100);

    public SKData? Encode(SKEncodedImageFormat format, int quality) => bitmap.Encode(format, quality);
}
