using System.Numerics;
using Frugal.Imaging;

namespace Frugal.Data.Garments;

/// <summary>A square RGB image of floats from 0 to 1.</summary>
internal sealed class Canvas(int size)
{
    public int Size { get; } = size;

    /// <summary>The pixels, row-major.</summary>
    public Vector3[] Pixels { get; } = new Vector3[size * size];

    /// <summary>Paints the area that <paramref name="mask"/> covers, in the colour that <paramref name="colourAt"/> returns for a pixel's index.</summary>
    public void Paint(Mask mask, Func<int, Vector3> colourAt)
    {
        for (var y = mask.Top; y < mask.Bottom; y++)
        {
            for (var i = y * Size + mask.Left; i < y * Size + mask.Right; i++)
            {
                if (mask.Values[i] > 0)
                {
                    Pixels[i] = Vector3.Lerp(Pixels[i], colourAt(i), mask.Values[i]);
                }
            }
        }
    }

    /// <summary>The image as bytes.</summary>
    public RgbImage ToImage()
    {
        var image = new RgbImage(Size, Size);
        for (var i = 0; i < Pixels.Length; i++)
        {
            var colour = Vector3.Clamp(Pixels[i], Vector3.Zero, Vector3.One) * 255 + new Vector3(0.5f);
            (image.Pixels[i * 3], image.Pixels[i * 3 + 1], image.Pixels[i * 3 + 2]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z);
        }

        return image;
    }
}
