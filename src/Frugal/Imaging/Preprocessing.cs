namespace Frugal.Imaging;

/// <summary>How an image of any shape is fitted to a square.</summary>
public enum Fit
{
    /// <summary>Resizes both sides to the square, whatever the aspect ratio.</summary>
    Stretch,

    /// <summary>Resizes the whole image to fit into the square; white bars fill the rest.</summary>
    Letterbox,

    /// <summary>Cuts out the centre, a square as wide as the short side, and resizes it.</summary>
    Crop,
}

/// <summary>One value each for red, green and blue.</summary>
public readonly record struct Rgb(float Red, float Green, float Blue);

/// <summary>
/// The preprocessing of an image for a network: it is fitted to a square, then normalised as <c>(byte / 255 - mean) / std</c> per channel.
/// The same object is used for training, calibration, measuring and inference.
/// </summary>
public sealed record Preprocessing
{
    /// <summary>Side of the square, in pixels; 96 by default.</summary>
    public int Size
    {
        get;
        init => field = value is > 0 and <= 4096 ? value : throw new ArgumentOutOfRangeException(nameof(Size), value, "A size is from 1 to 4096 pixels.");
    } = 96;

    /// <summary>How the square is filled; stretched by default.</summary>
    public Fit Fit { get; init; } = Fit.Stretch;

    /// <summary>Mean per channel, subtracted from values in [0, 1].</summary>
    public Rgb Mean { get; init; } = new(0.55f, 0.47f, 0.45f);

    /// <summary>Standard deviation per channel; the divisor after the mean is subtracted.</summary>
    public Rgb Std
    {
        get;
        init => field = value is { Red: > 0, Green: > 0, Blue: > 0 }
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Std), value, "A standard deviation is above 0.");
    } = new(0.25f, 0.25f, 0.25f);

    /// <summary>Number of values in a preprocessed image: 3 x size x size.</summary>
    public int Length => 3 * Size * Size;

    /// <summary>The image as <c>(3, size, size)</c> floats.</summary>
    public float[] Apply(RgbImage image)
    {
        var values = new float[Length];
        Apply(image, values);
        return values;
    }

    /// <summary>Writes the image as <c>(3, size, size)</c> floats to <paramref name="values"/>.</summary>
    public void Apply(RgbImage image, Span<float> values) => Normalize(Square(image).Pixels, values);

    /// <summary>The image as a square of <see cref="Size"/> pixels, still in bytes.</summary>
    public RgbImage Square(RgbImage image) => Square(image, Size);

    /// <summary>The image as a square of <paramref name="size"/> pixels by this object's <see cref="Fit"/>.</summary>
    public RgbImage Square(RgbImage image, int size)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Fit switch
        {
            Fit.Letterbox => Letterbox(image, size),
            Fit.Crop => Crop(image, size),
            _ => image.Resize(size, size),
        };
    }

    /// <summary><c>(size, size, 3)</c> bytes to <c>(3, size, size)</c> normalised floats.</summary>
    /// <exception cref="ArgumentException">The lengths do not match this object's size.</exception>
    public void Normalize(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        if (pixels.Length != Length || values.Length != Length)
        {
            throw new ArgumentException($"{pixels.Length} bytes to {values.Length} floats; a picture of {Size} x {Size} takes {Length} of each.");
        }

        var plane = Size * Size;
        Channel(pixels, values[..plane], Mean.Red, Std.Red);
        Channel(pixels[1..], values.Slice(plane, plane), Mean.Green, Std.Green);
        Channel(pixels[2..], values[(2 * plane)..], Mean.Blue, Std.Blue);
    }

    private static void Channel(ReadOnlySpan<byte> pixels, Span<float> values, float mean, float std)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (pixels[i * 3] / 255f - mean) / std;
        }
    }

    private static RgbImage Letterbox(RgbImage image, int size)
    {
        var scale = (double)size / Math.Max(image.Width, image.Height);
        var width = Math.Max(1, (int)Math.Round(image.Width * scale));
        var height = Math.Max(1, (int)Math.Round(image.Height * scale));
        var square = new RgbImage(size, size);
        Array.Fill(square.Pixels, (byte)255);
        square.Paste(image.Resize(width, height), (size - width) / 2, (size - height) / 2);
        return square;
    }

    private static RgbImage Crop(RgbImage image, int size)
    {
        var side = Math.Min(image.Width, image.Height);
        return image.Crop((image.Width - side) / 2, (image.Height - side) / 2, side, side).Resize(size, size);
    }
}
