using Frugal.Imaging;
using SkiaSharp;

namespace Frugal.Charts.Formatting;

/// <summary>Formats images as PNG.</summary>
internal static class PictureFormatters
{
    public static void Register()
    {
        Formatters.Register<RgbImage>(Mime.Png, picture => Convert.ToBase64String(picture.ToPng()));
        Formatters.Register<RgbImage>(Mime.Text, picture => $"picture, {picture.Width} x {picture.Height}");
        Formatters.Register<SKBitmap>(Mime.Png, bitmap => Png(bitmap.Encode(SKEncodedImageFormat.Png, 100)));
        Formatters.Register<SKBitmap>(Mime.Text, bitmap => $"bitmap, {bitmap.Width} x {bitmap.Height}");
        Formatters.Register<SKImage>(Mime.Png, image => Png(image.Encode()));
        Formatters.Register<SKImage>(Mime.Text, image => $"image, {image.Width} x {image.Height}");
    }

    private static string? Png(SKData? data)
    {
        using (data)
        {
            return data is null ? null : Convert.ToBase64String(data.ToArray());
        }
    }
}
