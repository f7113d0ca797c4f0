using Frugal.Imaging;

namespace ClothingApi.Photos;

/// <summary>From a picture to what a model takes.</summary>
public static class PhotoTensor
{
    /// <summary>
    /// Fits the picture to the model's square and writes it as (3, size, size) floats: all reds, then all greens, then all blues,
    /// each <c>(byte / 255 - mean) / std</c>.
    /// </summary>
    /// <param name="picture">Any size.</param>
    /// <param name="preparation">What the model was trained with: the square's side, how it is filled, mean and std.
    /// <see cref="Fit.Stretch"/> ignores the aspect ratio; <see cref="Fit.Letterbox"/> keeps it and fills up with white, half on each side: the longer side gets the square's,
    /// the shorter one is rounded (<c>Math.Round</c>) to at least one pixel, and an odd pixel of white goes to the right or below. <see cref="Fit.Crop"/> cuts the middle square out of the picture first
    /// (where the rest is odd, one pixel more goes on the right or below) and then resizes it.</param>
    public static float[] From(RgbImage picture, Preprocessing preparation)
    {
#if SOLUTION
        var size = preparation.Size;
        var pixels = Square(picture, preparation.Fit, size).Pixels;
        var plane = size * size;
        var values = new float[3 * plane];
        Channel(pixels, values.AsSpan(0, plane), preparation.Mean.Red, preparation.Std.Red);
        Channel(pixels.AsSpan(1), values.AsSpan(plane, plane), preparation.Mean.Green, preparation.Std.Green);
        Channel(pixels.AsSpan(2), values.AsSpan(2 * plane), preparation.Mean.Blue, preparation.Std.Blue);
        return values;
#else
        throw new NotImplementedException("Task 1 - resize, normalise and reorder the pixels. Hint: RgbImage.Resize, Crop and Paste; a model wants planes (CHW), a picture has pixels (HWC).");
#endif
    }
#if SOLUTION

    private static RgbImage Square(RgbImage picture, Fit fit, int size)
    {
        switch (fit)
        {
            case Fit.Letterbox:
                var scale = (double)size / Math.Max(picture.Width, picture.Height);
                var inside = picture.Resize(Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
                var square = new RgbImage(size, size);
                Array.Fill(square.Pixels, byte.MaxValue);
                square.Paste(inside, (size - inside.Width) / 2, (size - inside.Height) / 2);
                return square;
            case Fit.Crop:
                var side = Math.Min(picture.Width, picture.Height);
                return picture.Crop((picture.Width - side) / 2, (picture.Height - side) / 2, side, side).Resize(size, size);
            default:
                return picture.Resize(size, size);
        }
    }

    private static void Channel(ReadOnlySpan<byte> pixels, Span<float> plane, float mean, float std)
    {
        // A byte has 256 values only: each is computed once and then looked up.
        Span<float> values = stackalloc float[256];
        for (var value = 0; value < values.Length; value++)
        {
            values[value] = (value / 255f - mean) / std;
        }

        for (var i = 0; i < plane.Length; i++)
        {
            plane[i] = values[pixels[i * 3]];
        }
    }
#endif
}
