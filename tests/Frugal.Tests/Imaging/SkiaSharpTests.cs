using SkiaSharp;

namespace Frugal.Tests.Imaging;

/// <summary>What the course relies on in SkiaSharp.</summary>
public class SkiaSharpTests
{
    [Test]
    public void What_is_no_picture_gives_null_and_from_bytes_an_exception()
    {
        using var folder = new TemporaryFolder();
        var text = folder.Write("text.jpg", "hello");

        Assert.That(SKBitmap.Decode(text), Is.Null);
        Assert.That(SKBitmap.Decode(folder["missing.jpg"]), Is.Null);
        Assert.That(SKBitmap.Decode(new MemoryStream("hello"u8.ToArray())), Is.Null);
        Assert.That(SKBitmap.DecodeBounds(text), Is.EqualTo(SKImageInfo.Empty));
        Assert.Throws<ArgumentNullException>(() => SKBitmap.Decode("hello"u8.ToArray()));
        Assert.Throws<ArgumentNullException>(() => SKBitmap.Decode((Stream)null!));
    }

    [Test]
    public void A_codec_tells_format_size_and_orientation_before_it_decodes()
    {
        var photo = GoldenFile.Read<PhotoTests.Golden>("Imaging/photos.golden.json").Single(one => one.Name == "JPEG orientation 6");
        using var data = SKData.CreateCopy(photo.File);
        using var codec = SKCodec.Create(data);

        Assert.That(codec!.EncodedFormat, Is.EqualTo(SKEncodedImageFormat.Jpeg));
        Assert.That(codec.EncodedOrigin, Is.EqualTo(SKEncodedOrigin.RightTop));
        Assert.That(codec.Info.Size, Is.EqualTo(new SKSizeI(24, 16)), "as stored: turning it is the caller's");
        Assert.That(codec.GetScaledDimensions(0.5f), Is.EqualTo(new SKSizeI(12, 8)));
    }

    [Test]
    public void A_JPEG_decodes_at_eighths_of_its_size_and_at_no_other()
    {
        using var data = SKData.CreateCopy(TinyPhotos.Picture(80, 40, 1).ToJpeg());
        using var codec = SKCodec.Create(data);

        Assert.That(codec!.GetPixels(new SKImageInfo(20, 10, SKColorType.Rgba8888, SKAlphaType.Opaque), out var quarter), Is.EqualTo(SKCodecResult.Success));
        Assert.That(quarter, Has.Length.EqualTo(20 * 10 * 4));
        Assert.That(codec.GetPixels(new SKImageInfo(21, 10, SKColorType.Rgba8888, SKAlphaType.Opaque), out _), Is.EqualTo(SKCodecResult.InvalidScale));
    }

    [Test]
    public void A_grey_JPEG_decodes_to_one_byte_a_pixel_and_a_coloured_one_does_not()
    {
        var photos = GoldenFile.Read<PhotoTests.Golden>("Imaging/photos.golden.json");
        using var grey = SKBitmap.Decode(photos.Single(one => one.Name == "JPEG grey").File);
        using var data = SKData.CreateCopy(photos.Single(one => one.Name == "JPEG 4:4:4").File);
        using var coloured = SKCodec.Create(data);

        Assert.That(grey!.ColorType, Is.EqualTo(SKColorType.Gray8));
        Assert.That(grey.RowBytes, Is.EqualTo(24));
        Assert.That(coloured!.GetPixels(new SKImageInfo(24, 16, SKColorType.Gray8, SKAlphaType.Opaque), out _), Is.EqualTo(SKCodecResult.InvalidConversion));
    }

    [Test]
    public void Transparent_colours_are_premultiplied_in_memory_and_straight_in_GetPixel()
    {
        using var bitmap = new SKBitmap(2, 1, SKColorType.Rgba8888, SKAlphaType.Premul);
        bitmap.SetPixel(0, 0, new SKColor(200, 100, 50, 128));

        Assert.That(bitmap.Bytes, Is.EqualTo(new byte[] { 100, 50, 25, 128, 0, 0, 0, 0 }));
        Assert.That(bitmap.GetPixel(0, 0), Is.EqualTo(new SKColor(199, 100, 50, 128)));
        Assert.Throws<ArgumentOutOfRangeException>(() => bitmap.SetPixel(2, 0, SKColors.Red));
    }

    [TestCase(SKColorType.Rgba8888)]
    [TestCase(SKColorType.Bgra8888)]
    public void Pictures_without_loss_come_back_as_they_were(SKColorType layout)
    {
        using var bitmap = new SKBitmap(3, 2, layout, SKAlphaType.Unpremul);
        bitmap.Pixels = [0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0x80123456, 0xFFFFFFFF, 0xFF000000];

        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
        {
            using var data = bitmap.Encode(format, 100);
            using var codec = SKCodec.Create(data!);
            using var again = SKBitmap.Decode(codec!, bitmap.Info);
            Assert.That(again!.Pixels, Is.EqualTo(bitmap.Pixels), format.ToString());
        }

        Assert.That(bitmap.Encode(SKEncodedImageFormat.Gif, 100), Is.Null);
    }

    [Test]
    public void Resizing_takes_the_nearest_pixel_or_blends_the_neighbours()
    {
        using var bitmap = new SKBitmap(4, 1, SKColorType.Gray8, SKAlphaType.Opaque);
        new byte[] { 0, 80, 160, 240 }.CopyTo(bitmap.GetPixelSpan());

        Assert.That(Resized(bitmap, 2, new SKSamplingOptions(SKFilterMode.Nearest)), Is.EqualTo(new byte[] { 0, 160 }));
        Assert.That(Resized(bitmap, 8, new SKSamplingOptions(SKFilterMode.Linear)), Is.EqualTo(new byte[] { 0, 20, 60, 100, 140, 180, 220, 240 }));
        Assert.That(Resized(bitmap, 2, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)), Is.EqualTo(new byte[] { 40, 200 }));
        Assert.That(Resized(bitmap, 4, new SKSamplingOptions(SKCubicResampler.CatmullRom)), Is.EqualTo(new byte[] { 0, 80, 160, 240 }));
        Assert.That(bitmap.Resize(new SKSizeI(0, 1), SKSamplingOptions.Default), Is.Null);
    }

    [Test]
    public void Every_filter_keeps_a_colour_that_is_the_same_everywhere()
    {
        using var bitmap = new SKBitmap(13, 9, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(10, 120, 230));
        SKSamplingOptions[] filters =
        [
            SKSamplingOptions.Default, new(SKFilterMode.Linear), new(SKFilterMode.Linear, SKMipmapMode.Nearest),
            new(SKCubicResampler.Mitchell), new(SKCubicResampler.CatmullRom),
        ];

        foreach (var filter in filters)
        {
            using var resized = bitmap.Resize(new SKSizeI(5, 17), filter);
            Assert.That(resized!.Pixels.Distinct(), Is.EqualTo(new[] { new SKColor(10, 120, 230) }));
        }
    }

    [Test]
    public void An_image_is_a_copy_that_outlives_its_bitmap()
    {
        var bitmap = new SKBitmap(2, 2, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(SKColors.Yellow);
        using var image = SKImage.FromBitmap(bitmap);
        bitmap.Dispose();

        using var data = image!.Encode(SKEncodedImageFormat.Png, 100);
        using var again = SKBitmap.Decode(data!);

        Assert.That(again!.GetPixel(1, 1), Is.EqualTo((SKColor)0xFFFFFF00));
    }

    private static byte[] Resized(SKBitmap bitmap, int width, SKSamplingOptions sampling)
    {
        using var resized = bitmap.Resize(new SKSizeI(width, 1), sampling);
        return resized!.Bytes;
    }
}
