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
        throw new NotImplementedException("Task 1 - resize, normalise and reorder the pixels. Hint: RgbImage.Resize, Crop and Paste; a model wants planes (CHW), a picture has pixels (HWC).");
    }
}
