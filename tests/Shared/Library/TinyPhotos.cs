using Frugal.Data;
using Frugal.Imaging;

namespace Frugal.Tests.Shared;

/// <summary>Small photos and folders of them, drawn from a seed, for tests that need files.</summary>
internal static class TinyPhotos
{
    /// <summary>A smooth picture, different for each seed, that survives JPEG well.</summary>
    public static RgbImage Picture(int width, int height, long seed)
    {
        var random = new SplitMix64(seed, 0);
        var image = new RgbImage(width, height);
        var (fx, fy, phase) = (random.Uniform(0.02f, 0.2f), random.Uniform(0.02f, 0.2f), random.Uniform(0, 6));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = image[x, y];
                pixel[0] = (byte)(128 + 100 * MathF.Sin(fx * x + phase));
                pixel[1] = (byte)(128 + 100 * MathF.Cos(fy * y + phase));
                pixel[2] = (byte)(255 * x / width);
            }
        }

        return image;
    }

    /// <summary>Writes <paramref name="perClass"/> photos a class as <c>folder/class/0.jpg</c>, <c>1.png</c>, ... in turn.</summary>
    public static string WriteFolder(string folder, IReadOnlyList<string> classes, int perClass, long seed = 1)
    {
        for (var label = 0; label < classes.Count; label++)
        {
            var inside = Directory.CreateDirectory(Path.Combine(folder, classes[label])).FullName;
            for (var i = 0; i < perClass; i++)
            {
                var picture = Picture(40 + i, 30 + label, seed + label * 1000 + i);
                File.WriteAllBytes(Path.Combine(inside, i % 2 == 0 ? $"{i}.jpg" : $"{i}.png"), i % 2 == 0 ? picture.ToJpeg() : picture.ToPng());
            }
        }

        return folder;
    }
}
