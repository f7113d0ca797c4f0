using Frugal.Imaging;
using SkiaSharp;

namespace ClothingApi.Photos;

/// <summary>Decodes untrusted pictures.</summary>
public static class PhotoDecoder
{
    /// <summary>
    /// Decodes a JPEG, PNG or WebP file: upright as its EXIF orientation says, transparent parts over white, red first.
    /// The pixels are counted before any memory is taken for them; <see cref="PixelBudget"/> gives room for them, four bytes per pixel, as long as they are being decoded.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="maxPixels">The most pixels that it may have.</param>
    /// <param name="side">The side that the model takes. A picture of more than four times that may come back smaller, both sides at least twice it.</param>
    /// <exception cref="Frugal.Serving.Problems.ProblemException">One of <see cref="PhotoProblems"/>.</exception>
    public static RgbImage Decode(byte[] file, long maxPixels, int side)
    {
        throw new NotImplementedException("Task 1 - decode a file to upright RGB pixels. Hint: SKCodec.Create, look at codec.Info before you decode, then codec.EncodedOrigin.");
    }
}
