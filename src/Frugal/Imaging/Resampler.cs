namespace Frugal.Imaging;

/// <summary>
/// Separable resampling with a triangle (bilinear) filter whose support grows with the reduction: columns first, then rows,
/// in fixed point with 22 fractional bits and a rounding to bytes between the two, so that the result equals Pillow's bit for bit.
/// </summary>
internal static class Resampler
{
    private const int FractionBits = 22;
    private const int Half = 1 << (FractionBits - 1);

    public static RgbImage Resize(RgbImage image, int width, int height)
    {
        var wide = width == image.Width ? image : Horizontal(image, Taps(image.Width, width));
        return height == image.Height ? wide : Vertical(wide, Taps(image.Height, height));
    }

    private static RgbImage Horizontal(RgbImage from, Tap[] taps)
    {
        var to = new RgbImage(taps.Length, from.Height);
        for (var y = 0; y < from.Height; y++)
        {
            var source = from.Pixels.AsSpan(y * from.Width * 3, from.Width * 3);
            var target = to.Pixels.AsSpan(y * to.Width * 3, to.Width * 3);
            for (var x = 0; x < taps.Length; x++)
            {
                var (red, green, blue) = (Half, Half, Half);
                var weights = taps[x].Weights;
                var pixels = source.Slice(taps[x].First * 3, weights.Length * 3);
                for (var k = 0; k < weights.Length; k++)
                {
                    var weight = weights[k];
                    red += weight * pixels[k * 3];
                    green += weight * pixels[k * 3 + 1];
                    blue += weight * pixels[k * 3 + 2];
                }

                target[x * 3] = ToByte(red);
                target[x * 3 + 1] = ToByte(green);
                target[x * 3 + 2] = ToByte(blue);
            }
        }

        return to;
    }

    private static RgbImage Vertical(RgbImage from, Tap[] taps)
    {
        var to = new RgbImage(from.Width, taps.Length);
        var row = from.Width * 3;
        var sums = new int[row];
        for (var y = 0; y < taps.Length; y++)
        {
            Array.Fill(sums, Half);
            for (var k = 0; k < taps[y].Weights.Length; k++)
            {
                var weight = taps[y].Weights[k];
                var source = from.Pixels.AsSpan((taps[y].First + k) * row, row);
                for (var i = 0; i < sums.Length; i++)
                {
                    sums[i] += weight * source[i];
                }
            }

            var target = to.Pixels.AsSpan(y * row, row);
            for (var i = 0; i < sums.Length; i++)
            {
                target[i] = ToByte(sums[i]);
            }
        }

        return to;
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> FractionBits, 0, 255);

    /// <summary>For each target pixel the first source pixel under the triangle, and the weights, which sum to one.</summary>
    private static Tap[] Taps(int from, int to)
    {
        var scale = (double)from / to;
        var support = Math.Max(1, scale);
        var taps = new Tap[to];
        for (var i = 0; i < to; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - support + 0.5));
            var end = Math.Min(from, (int)(centre + support + 0.5));
            var weights = new double[end - first];
            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] = Math.Max(0, 1 - Math.Abs((first + k - centre + 0.5) / support));
            }

            var sum = weights.Sum();
            taps[i] = new(first, Array.ConvertAll(weights, weight => (int)(weight / sum * (1 << FractionBits) + 0.5)));
        }

        return taps;
    }

    private readonly record struct Tap(int First, int[] Weights);
}
