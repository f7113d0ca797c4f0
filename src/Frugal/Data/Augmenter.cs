using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>Turns an image into a randomly augmented network input: warp, colours, normalisation, erasing.</summary>
public sealed class Augmenter(Augmentation augmentation, Preprocessing preprocessing)
{
    private static readonly Vector3 Luma = new(0.299f, 0.587f, 0.114f);   // ITU-R BT.601

    /// <summary>Writes one augmented version of <paramref name="image"/> as <c>(3, size, size)</c> normalised floats.</summary>
    /// <param name="image">A square image, preferably somewhat larger than the network's input.</param>
    /// <param name="random">Source of all random choices, drawn in a fixed order.</param>
    /// <param name="values">Receives 3 x size x size values.</param>
    public void Apply(RgbImage image, ref SplitMix64 random, Span<float> values)
    {
        AffineWarp.Apply(image, DrawMap(ref random), preprocessing.Size, values, augmentation.Border);
        ChangeColours(ref random, values);
        if (random.Chance(augmentation.Erase))
        {
            Erase(ref random, values);
        }
    }

    /// <summary>Result to source: scale and flip, then shear, then rotation, about a centre drawn so that the crop stays inside.</summary>
    internal Matrix3x2 DrawMap(ref SplitMix64 random)
    {
        var side = MathF.Sqrt(random.Uniform(augmentation.MinArea, 1));
        var aspect = MathF.Exp(Around(ref random, MathF.Log(augmentation.Aspect)) / 2);
        var (width, height) = (side * aspect, side / aspect);
        var (sin, cos) = MathF.SinCos(Around(ref random, augmentation.Rotation) * MathF.PI / 180);
        var shear = Around(ref random, augmentation.Shear);
        var flip = random.Chance(augmentation.Flip) ? -1 : 1;
        var x = Around(ref random, Math.Max(0, 1 - width) + augmentation.Translate);
        var y = Around(ref random, Math.Max(0, 1 - height) + augmentation.Translate);
        return new(
            cos * width * flip, sin * width * flip,
            (cos * shear - sin) * height, (sin * shear + cos) * height,
            x, y);
    }

    private void ChangeColours(ref SplitMix64 random, Span<float> values)
    {
        var brightness = 1 + Around(ref random, augmentation.Brightness);
        var contrast = 1 + Around(ref random, augmentation.Contrast);
        var saturation = 1 + Around(ref random, augmentation.Saturation);
        if (random.Chance(augmentation.Grey))
        {
            saturation = 0;
        }

        var tint = Vector3.One
            + new Vector3(Around(ref random, augmentation.Tint), Around(ref random, augmentation.Tint), Around(ref random, augmentation.Tint));

        // With x from 0 to 1: x b, then (x - mean) c + mean, then (x - luma) s + luma, then tint; the first two combine into one affine map a x + d.
        var mean = TensorPrimitives.Sum<float>(values) / values.Length / 255 * brightness;
        var a = brightness * contrast / 255;
        var d = mean * (1 - contrast);
        var planes = MemoryMarshal.Cast<float, Vector<float>>(values);
        if (planes.Length % 3 == 0 && planes.Length * Vector<float>.Count == values.Length)
        {
            Blend(planes, a, d, saturation, tint);
        }
        else
        {
            Blend(values, a, d, saturation, tint);
        }
    }

    private void Blend(Span<Vector<float>> values, float a, float d, float saturation, Vector3 tint)
    {
        var plane = values.Length / 3;
        var red = values[..plane];
        var green = values.Slice(plane, plane);
        var blue = values.Slice(2 * plane, plane);
        var (one, offset) = (Vector<float>.One, new Vector<float>(d));
        var (mean, scale) = (preprocessing.Mean, new Vector3(1 / preprocessing.Std.Red, 1 / preprocessing.Std.Green, 1 / preprocessing.Std.Blue));
        for (var i = 0; i < plane; i++)
        {
            var (r, g, b) = (red[i] * a + offset, green[i] * a + offset, blue[i] * a + offset);
            var grey = (r * Luma.X + g * Luma.Y + b * Luma.Z) * (1 - saturation);
            r = Vector.Max(Vector<float>.Zero, Vector.Min(one, (r * saturation + grey) * tint.X));
            g = Vector.Max(Vector<float>.Zero, Vector.Min(one, (g * saturation + grey) * tint.Y));
            b = Vector.Max(Vector<float>.Zero, Vector.Min(one, (b * saturation + grey) * tint.Z));
            red[i] = (r - new Vector<float>(mean.Red)) * scale.X;
            green[i] = (g - new Vector<float>(mean.Green)) * scale.Y;
            blue[i] = (b - new Vector<float>(mean.Blue)) * scale.Z;
        }
    }

    private void Blend(Span<float> values, float a, float d, float saturation, Vector3 tint)
    {
        var plane = values.Length / 3;
        var mean = new Vector3(preprocessing.Mean.Red, preprocessing.Mean.Green, preprocessing.Mean.Blue);
        var std = new Vector3(preprocessing.Std.Red, preprocessing.Std.Green, preprocessing.Std.Blue);
        for (var i = 0; i < plane; i++)
        {
            var x = new Vector3(values[i], values[plane + i], values[2 * plane + i]) * a + new Vector3(d);
            x = (x * saturation + new Vector3(Vector3.Dot(x, Luma) * (1 - saturation))) * tint;
            x = (Vector3.Clamp(x, Vector3.Zero, Vector3.One) - mean) / std;
            (values[i], values[plane + i], values[2 * plane + i]) = (x.X, x.Y, x.Z);
        }
    }

    /// <summary>Fills one rectangle with one random colour, normally distributed in normalised units.</summary>
    private void Erase(ref SplitMix64 random, Span<float> values)
    {
        var size = preprocessing.Size;
        var area = random.Uniform(augmentation.EraseArea.Least, augmentation.EraseArea.Most) * size * size;
        var aspect = MathF.Exp(random.Uniform(-1, 1));
        var height = Math.Clamp((int)MathF.Sqrt(area * aspect), 1, Math.Max(1, size - 1));
        var width = Math.Clamp((int)MathF.Sqrt(area / aspect), 1, Math.Max(1, size - 1));
        var top = random.NextInt32(size - height + 1);
        var left = random.NextInt32(size - width + 1);
        for (var channel = 0; channel < 3; channel++)
        {
            var colour = random.Normal();
            for (var y = top; y < top + height; y++)
            {
                values.Slice((channel * size + y) * size + left, width).Fill(colour);
            }
        }
    }

    private static float Around(ref SplitMix64 random, float most) => random.Uniform(-most, most);
}
