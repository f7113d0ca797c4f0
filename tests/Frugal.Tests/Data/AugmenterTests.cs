using Frugal.Data;
using Frugal.Imaging;

namespace Frugal.Tests.Data;

public class AugmenterTests
{
    private const float Tolerance = 1e-3f;

    private static readonly Augmentation Off = new()
    {
        Flip = 0, MinArea = 1, Aspect = 1, Rotation = 0, Shear = 0, Brightness = 0, Contrast = 0, Saturation = 0, Erase = 0,
    };

    private static readonly Preprocessing Preprocessing = new() { Size = 24 };

    [Test]
    public void With_everything_off_it_is_preprocessing_alone()
    {
        var picture = TinyPhotos.Picture(24, 24, 1);

        Assert.That(Vary(picture, Off), Is.EqualTo(Preprocessing.Apply(picture)).Within(Tolerance));
    }

    [Test]
    public void A_certain_flip_mirrors()
    {
        var picture = TinyPhotos.Picture(24, 24, 2);
        var mirrored = new RgbImage(24, 24);
        for (var y = 0; y < 24; y++)
        {
            for (var x = 0; x < 24; x++)
            {
                picture[x, y].CopyTo(mirrored[23 - x, y]);
            }
        }

        Assert.That(Vary(picture, Off with { Flip = 1 }), Is.EqualTo(Preprocessing.Apply(mirrored)).Within(Tolerance));
    }

    [TestCase(24)]
    [TestCase(23)]
    public void Colours_change_as_the_plain_formulas_say_at_every_size(int size)
    {
        var preprocessing = new Preprocessing { Size = size };
        var augmentation = Off with { Brightness = 0.3f, Contrast = 0.4f, Saturation = 0.5f, Tint = 0.1f };
        var picture = TinyPhotos.Picture(size, size, 3);
        var random = new SplitMix64(9);
        var values = new float[preprocessing.Length];

        new Augmenter(augmentation, preprocessing).Apply(picture, ref random, values);

        Assert.That(values, Is.EqualTo(Naive(picture, augmentation, preprocessing, new SplitMix64(9))).Within(Tolerance));
    }

    [Test]
    public void Grey_pictures_have_three_equal_channels()
    {
        var neutral = new Preprocessing { Size = 24, Mean = new(0, 0, 0), Std = new(1, 1, 1) };
        var values = new float[neutral.Length];
        var random = new SplitMix64(4);

        new Augmenter(Off with { Grey = 1 }, neutral).Apply(TinyPhotos.Picture(24, 24, 4), ref random, values);

        Assert.That(values[..576], Is.EqualTo(values[576..1152]).Within(Tolerance));
        Assert.That(values[..576], Is.EqualTo(values[1152..]).Within(Tolerance));
    }

    [Test]
    public void Erasing_paints_one_rectangle_of_the_size_that_was_asked_for()
    {
        var picture = new RgbImage(24, 24);
        var black = Preprocessing.Apply(picture)[0];
        for (var seed = 0; seed < 50; seed++)
        {
            var values = Vary(picture, Off with { Erase = 1, EraseArea = (0.1f, 0.2f) }, seed);

            var painted = Enumerable.Range(0, 576).Where(i => MathF.Abs(values[i] - black) > 1e-4f).ToList();
            var (columns, rows) = (painted.Select(i => i % 24).Distinct().Count(), painted.Select(i => i / 24).Distinct().Count());
            Assert.That(painted, Has.Count.EqualTo(columns * rows), "a rectangle");
            Assert.That(painted.Count / 576.0, Is.InRange(0.06, 0.2), "between the areas, less what rounding takes");
            Assert.That(painted.Select(i => values[i]).Distinct().Count(), Is.EqualTo(1), "in one colour");
        }
    }

    [Test]
    public void A_crop_stays_inside_the_picture_when_it_is_not_turned()
    {
        var augmenter = new Augmenter(Off with { MinArea = 0.3f, Flip = 0.5f }, Preprocessing);
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new SplitMix64(seed, 0);
            var map = augmenter.DrawMap(ref random);

            Assert.That(MathF.Abs(map.M11) + MathF.Abs(map.M31), Is.LessThanOrEqualTo(1.0001f));
            Assert.That(MathF.Abs(map.M22) + MathF.Abs(map.M32), Is.LessThanOrEqualTo(1.0001f));
            Assert.That(MathF.Abs(map.M11 * map.M22), Is.InRange(0.2999f, 1.0001f), "the part of the area that is kept");
        }
    }

    [Test]
    public void Impossible_choices_are_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Augmentation { Flip = 1.5f });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Augmentation { MinArea = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Augmentation { EraseArea = (0.5f, 0.2f) });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Augmentation { Rotation = float.NaN });
    }

    private static float[] Vary(RgbImage picture, Augmentation augmentation, int seed = 1)
    {
        var values = new float[Preprocessing.Length];
        var random = new SplitMix64(seed, 0);
        new Augmenter(augmentation, Preprocessing).Apply(picture, ref random, values);
        return values;
    }

    /// <summary>One step at a time, in doubles, drawing the same numbers.</summary>
    private static float[] Naive(RgbImage picture, Augmentation a, Preprocessing p, SplitMix64 random)
    {
        new Augmenter(a, p).DrawMap(ref random);
        double Factor(float most, ref SplitMix64 from) => 1 + from.Uniform(-most, most);
        var (b, c, s) = (Factor(a.Brightness, ref random), Factor(a.Contrast, ref random), Factor(a.Saturation, ref random));
        random.Chance(a.Grey);
        double[] tint = [Factor(a.Tint, ref random), Factor(a.Tint, ref random), Factor(a.Tint, ref random)];
        double[] mean = [p.Mean.Red, p.Mean.Green, p.Mean.Blue], std = [p.Std.Red, p.Std.Green, p.Std.Blue];
        var x = picture.Pixels.Select(value => value / 255.0 * b).ToArray();
        var middle = x.Average();
        x = [.. x.Select(value => (value - middle) * c + middle)];
        var plane = x.Length / 3;
        var values = new float[x.Length];
        for (var i = 0; i < plane; i++)
        {
            var luma = 0.299 * x[i * 3] + 0.587 * x[i * 3 + 1] + 0.114 * x[i * 3 + 2];
            for (var channel = 0; channel < 3; channel++)
            {
                var value = Math.Clamp(((x[i * 3 + channel] - luma) * s + luma) * tint[channel], 0, 1);
                values[channel * plane + i] = (float)((value - mean[channel]) / std[channel]);
            }
        }

        return values;
    }
}
