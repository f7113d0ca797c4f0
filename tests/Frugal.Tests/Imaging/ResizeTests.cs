using Frugal.Imaging;
using FsCheck;
using FsCheck.Fluent;

namespace Frugal.Tests.Imaging;

public class ResizeTests
{
    [Test]
    public void Resizing_gives_the_bytes_that_Pillow_gives()
    {
        foreach (var golden in GoldenFile.Read<Golden>("Imaging/resize.golden.json"))
        {
            var resized = new RgbImage(golden.From[0], golden.From[1], golden.Source).Resize(golden.To[0], golden.To[1]);

            Assert.That(resized.Pixels, Is.EqualTo(golden.Target), $"{golden.From[0]} x {golden.From[1]} to {golden.To[0]} x {golden.To[1]}");
        }
    }

    [Test]
    public void A_picture_of_one_colour_keeps_it_at_every_size() => Property.Holds(Sizes(), size =>
    {
        var picture = new RgbImage(size.Width, size.Height);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = (byte)(i % 3 * 100 + 7);
        }

        var resized = picture.Resize(size.Square, size.Square);

        Assert.That(resized.Pixels.Where((value, i) => value != i % 3 * 100 + 7), Is.Empty);
    });

    [Test]
    public void A_letterboxed_picture_lies_whole_in_the_middle_of_white() => Property.Holds(Sizes(), size =>
    {
        var black = new RgbImage(size.Width, size.Height);

        var square = new Preprocessing { Size = size.Square, Fit = Fit.Letterbox }.Square(black);

        var dark = Enumerable.Range(0, size.Square * size.Square).Where(i => square.Pixels[i * 3] == 0).ToList();
        var columns = dark.Select(i => i % size.Square).Distinct().Order().ToList();
        var rows = dark.Select(i => i / size.Square).Distinct().Order().ToList();
        Assert.That(dark, Has.Count.EqualTo(columns.Count * rows.Count), "a rectangle");
        Assert.That(Math.Max(columns.Count, rows.Count), Is.EqualTo(size.Square), "as large as fits");
        Assert.That(columns[0] - (size.Square - 1 - columns[^1]), Is.InRange(-1, 0), "in the middle across");
        Assert.That(rows[0] - (size.Square - 1 - rows[^1]), Is.InRange(-1, 0), "in the middle down");
        Assert.That((double)columns.Count * size.Height, Is.EqualTo((double)rows.Count * size.Width).Within(Math.Max(size.Width, size.Height)), "in proportion");
        Assert.That(square.Pixels.Count(value => value == 255), Is.EqualTo(square.Pixels.Length - dark.Count * 3), "on white");
    });

    [Test]
    public void Cropping_to_a_square_keeps_the_middle()
    {
        var picture = new RgbImage(9, 3);
        picture[4, 1][0] = 200;

        var square = new Preprocessing { Size = 3, Fit = Fit.Crop }.Square(picture);

        Assert.That(square.Pixels, Is.EqualTo(picture.Crop(3, 0, 3, 3).Pixels));
        Assert.That(square[1, 1][0], Is.EqualTo(200));
    }

    [Test]
    public void A_network_sees_channels_one_after_the_other_normalised()
    {
        var preprocessing = new Preprocessing { Size = 2, Mean = new(0.5f, 0.25f, 0), Std = new(0.5f, 0.25f, 1) };
        var picture = new RgbImage(2, 2, [255, 0, 51, 0, 255, 102, 255, 0, 153, 0, 255, 204]);

        var values = preprocessing.Apply(picture);

        Assert.That(values, Is.EqualTo(new[] { 1f, -1, 1, -1, -1, 3, -1, 3, 0.2f, 0.4f, 0.6f, 0.8f }).Within(1e-6f));
    }

    [Test]
    public void Impossible_sizes_are_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Preprocessing { Size = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Preprocessing { Std = new(1, 0, 1) });
        Assert.Throws<ArgumentException>(() => _ = new RgbImage(2, 2, new byte[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RgbImage(4, 4).Crop(2, 0, 3, 1));
    }

    private static Gen<(int Width, int Height, int Square)> Sizes() =>
        from width in Gen.Choose(1, 60)
        from height in Gen.Choose(1, 60)
        from square in Gen.Choose(1, 40)
        select (width, height, square);

    public sealed record Golden(int[] From, int[] To, byte[] Source, byte[] Target);
}
