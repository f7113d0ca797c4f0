namespace SkiaSharp;

/// <summary>Conversions between the layouts, row by row.</summary>
internal static unsafe class PixelRows
{
    /// <summary>Colours times alpha, in place: c' = round(c * a / 255).</summary>
    public static void Premultiply(byte* pixels, SKImageInfo info)
    {
        var end = pixels + info.BytesSize64;
        for (var pixel = pixels; pixel < end; pixel += 4)
        {
            var alpha = pixel[3];
            if (alpha != 255)
            {
                pixel[0] = (byte)((pixel[0] * alpha + 127) / 255);
                pixel[1] = (byte)((pixel[1] * alpha + 127) / 255);
                pixel[2] = (byte)((pixel[2] * alpha + 127) / 255);
            }
        }
    }

    /// <summary>The colour, with straight alpha, of the pixel at <paramref name="pixel"/>.</summary>
    public static SKColor Read(byte* pixel, SKImageInfo info)
    {
        if (info.ColorType == SKColorType.Gray8)
        {
            return new SKColor(*pixel, *pixel, *pixel);
        }

        var (first, green, third, alpha) = (pixel[0], pixel[1], pixel[2], info.IsOpaque ? (byte)255 : pixel[3]);
        if (info.AlphaType == SKAlphaType.Premul && alpha is > 0 and < 255)
        {
            (first, green, third) = (Divide(first, alpha), Divide(green, alpha), Divide(third, alpha));
        }

        return info.ColorType == SKColorType.Rgba8888 ? new(first, green, third, alpha) : new(third, green, first, alpha);
    }

    /// <summary>Writes <paramref name="color"/> in the layout of <paramref name="info"/>.</summary>
    public static void Write(byte* pixel, SKImageInfo info, SKColor color)
    {
        if (info.ColorType == SKColorType.Gray8)
        {
            *pixel = (byte)((54 * color.Red + 183 * color.Green + 19 * color.Blue) >> 8);   // Rec. 709, as the package
            return;
        }

        var alpha = info.IsOpaque ? (byte)255 : color.Alpha;
        var scale = info.AlphaType == SKAlphaType.Premul ? alpha : 255;
        var (red, green, blue) = (Times(color.Red, scale), Times(color.Green, scale), Times(color.Blue, scale));
        (pixel[0], pixel[1], pixel[2], pixel[3]) = info.ColorType == SKColorType.Rgba8888 ? (red, green, blue, alpha) : (blue, green, red, alpha);
    }

    private static byte Times(int value, int alpha) => (byte)((value * alpha + 127) / 255);

    private static byte Divide(int value, int alpha) => (byte)Math.Min(255, (value * 255 + alpha / 2) / alpha);
}
