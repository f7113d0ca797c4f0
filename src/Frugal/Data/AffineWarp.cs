using System.Numerics;
using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>Samples an image through an affine map, in one bilinear pass.</summary>
/// <remarks>The conventions are PyTorch's <c>affine_grid</c> and <c>grid_sample</c> with <c>align_corners=False</c>: the map takes a position
/// in the result to a position in the source; coordinates run from -1 to 1 across each image.</remarks>
public static class AffineWarp
{
    /// <summary>Writes <c>(3, size, size)</c> values from 0 to 255 to <paramref name="planes"/>.</summary>
    /// <param name="from">The source, of any size.</param>
    /// <param name="map">Result to source: <c>x' = M11 x + M21 y + M31</c>, <c>y' = M12 x + M22 y + M32</c>.</param>
    /// <param name="size">Side of the result, in pixels.</param>
    /// <param name="planes">Receives 3 x size x size values.</param>
    /// <param name="border">How to fill pixels outside the source.</param>
    public static void Apply(RgbImage from, Matrix3x2 map, int size, Span<float> planes, Border border = Border.Edge)
    {
        ArgumentNullException.ThrowIfNull(from);
        var plane = size * size;
        if (planes.Length != 3 * plane)
        {
            throw new ArgumentException($"{planes.Length} values given; {size} x {size} pixels of 3 channels take {3 * plane}.", nameof(planes));
        }

        // In pixels: a step to the right in the result moves by `right` in the source, a step down by `down`.
        var half = new Vector2(from.Width, from.Height) / 2;
        var right = new Vector2(map.M11, map.M12) * half * 2 / size;
        var down = new Vector2(map.M21, map.M22) * half * 2 / size;
        var middle = (new Vector2(map.M31, map.M32) + Vector2.One) * half - new Vector2(0.5f);
        var start = middle + (right + down) * (1 - size) / 2;
        for (var y = 0; y < size; y++)
        {
            var row = new Row(planes.Slice(y * size, size), planes.Slice(plane + y * size, size), planes.Slice(2 * plane + y * size, size));
            if (border == Border.Edge)
            {
                Clamped(from, start + y * down, right, row);
            }
            else
            {
                OnWhite(from, start + y * down, right, row);
            }
        }
    }

    private static void Clamped(RgbImage from, Vector2 at, Vector2 step, Row to)
    {
        var pixels = from.Pixels;
        var stride = from.Width * 3;
        var (lastX, lastY) = (from.Width - 1, from.Height - 1);
        for (var i = 0; i < to.Red.Length; i++)
        {
            var x = Math.Clamp(at.X + i * step.X, 0, lastX);
            var y = Math.Clamp(at.Y + i * step.Y, 0, lastY);
            var (left, top) = ((int)x, (int)y);
            var (fx, fy) = (x - left, y - top);
            var first = top * stride + left * 3;
            var toRight = left < lastX ? 3 : 0;
            var second = first + (top < lastY ? stride : 0);
            var (w11, w01) = (fx * fy, (1 - fx) * fy);
            var (w10, w00) = (fx - w11, 1 - fx - w01);
            to.Red[i] = w00 * pixels[first] + w10 * pixels[first + toRight] + w01 * pixels[second] + w11 * pixels[second + toRight];
            to.Green[i] = w00 * pixels[first + 1] + w10 * pixels[first + toRight + 1] + w01 * pixels[second + 1] + w11 * pixels[second + toRight + 1];
            to.Blue[i] = w00 * pixels[first + 2] + w10 * pixels[first + toRight + 2] + w01 * pixels[second + 2] + w11 * pixels[second + toRight + 2];
        }
    }

    private static void OnWhite(RgbImage from, Vector2 at, Vector2 step, Row to)
    {
        for (var i = 0; i < to.Red.Length; i++)
        {
            var (x, y) = (at.X + i * step.X, at.Y + i * step.Y);
            var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
            var (fx, fy) = (x - left, y - top);
            var sum = (1 - fx) * (1 - fy) * ColourAt(from, left, top) + fx * (1 - fy) * ColourAt(from, left + 1, top)
                + (1 - fx) * fy * ColourAt(from, left, top + 1) + fx * fy * ColourAt(from, left + 1, top + 1);
            (to.Red[i], to.Green[i], to.Blue[i]) = (sum.X, sum.Y, sum.Z);
        }
    }

    private static Vector3 ColourAt(RgbImage image, int x, int y)
    {
        if ((uint)x >= (uint)image.Width || (uint)y >= (uint)image.Height)
        {
            return new(255);
        }

        var pixel = image[x, y];
        return new(pixel[0], pixel[1], pixel[2]);
    }

    private readonly ref struct Row(Span<float> red, Span<float> green, Span<float> blue)
    {
        public readonly Span<float> Red = red, Green = green, Blue = blue;
    }
}
