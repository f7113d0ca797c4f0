using System.Numerics;
using Frugal.Data;
using Frugal.Imaging;
using FsCheck.Fluent;

namespace Frugal.Tests.Data;

public class AffineWarpTests
{
    private const float Tolerance = 0.02f;   // of 255; the golden numbers are sums of doubles, these of floats

    [Test]
    public void A_warp_samples_as_grid_sample_does()
    {
        foreach (var golden in GoldenFile.Read<Golden>("Data/warp.golden.json"))
        {
            var m = golden.Map;
            var map = new Matrix3x2(m[0], m[3], m[1], m[4], m[2], m[5]);
            var planes = new float[golden.Planes.Length];

            AffineWarp.Apply(new RgbImage(golden.Width, golden.Height, golden.Picture), map, golden.Size, planes);

            Assert.That(planes, Is.EqualTo(golden.Planes).Within(Tolerance));
        }
    }

    [Test]
    public void The_identity_at_the_same_size_changes_nothing() => Property.Holds(Gen.Choose(1, 40), size =>
    {
        var picture = TinyPhotos.Picture(size, size, size);
        foreach (var border in Enum.GetValues<Border>())
        {
            var planes = new float[3 * size * size];

            AffineWarp.Apply(picture, Matrix3x2.Identity, size, planes, border);

            for (var i = 0; i < size * size; i++)
            {
                Assert.That(new[] { planes[i], planes[size * size + i], planes[2 * size * size + i] }, Is.EqualTo(picture.Pixels.Skip(i * 3).Take(3)).Within(Tolerance));
            }
        }
    });

    [Test]
    public void Beyond_the_edge_lies_the_edge_or_white()
    {
        var black = new RgbImage(4, 4);
        var away = Matrix3x2.CreateTranslation(5, 0);
        var (edge, white) = (new float[48], new float[48]);

        AffineWarp.Apply(black, away, 4, edge);
        AffineWarp.Apply(black, away, 4, white, Border.White);

        Assert.That(edge, Is.All.EqualTo(0));
        Assert.That(white, Is.All.EqualTo(255));
    }

    public sealed record Golden(int Width, int Height, int Size, float[] Map, byte[] Picture, float[] Planes);
}
