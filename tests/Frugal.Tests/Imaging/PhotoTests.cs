using System.Buffers.Binary;
using Frugal.Data;
using Frugal.Imaging;

namespace Frugal.Tests.Imaging;

public class PhotoTests
{
    private static readonly Golden[] Photos = GoldenFile.Read<Golden>("Imaging/photos.golden.json");

    [TestCaseSource(nameof(Names))]
    public void A_photo_decodes_upright_and_over_white_as_in_Pillow(string name)
    {
        var golden = Photos.Single(photo => photo.Name == name);

        var image = Photo.Decode(golden.File, name);

        Assert.That((image.Width, image.Height), Is.EqualTo((golden.Width, golden.Height)));
        Assert.That(LargestDifference(image.Pixels, golden.Pixels), Is.LessThanOrEqualTo(golden.Tolerance));
    }

    [TestCase("JPEG orientation 1")]
    [TestCase("PNG")]
    [TestCase("WebP lossy")]
    public void A_photo_that_is_cut_off_is_refused_unless_all_its_pixels_are_there(string name)
    {
        var whole = Photos.Single(photo => photo.Name == name).File;
        var pixels = Photo.Decode(whole, name).Pixels;

        for (var length = 1; length < whole.Length - 16; length += 7)
        {
            try
            {
                Assert.That(Photo.Decode(whole[..length], "cut.jpg").Pixels, Is.EqualTo(pixels), $"{length} of {whole.Length} bytes");
                Assert.That(length, Is.GreaterThan(whole.Length - 24), "only a checksum and the end mark of a PNG may be missing");
            }
            catch (FrugalException failure)
            {
                Assert.That(failure.Message, Does.StartWith("cut.jpg: ").And.Not.Contain("\n"));
            }
        }
    }

    [TestCase("JPEG progressive, 4:2:0")]
    [TestCase("JPEG CMYK")]
    [TestCase("PNG palette with a transparent colour")]
    [TestCase("WebP alpha")]
    public void Damaged_bytes_give_a_picture_or_one_line_and_never_end_the_process(string name)
    {
        var whole = Photos.Single(photo => photo.Name == name).File;
        var random = new SplitMix64(5);

        for (var round = 0; round < 300; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var i = 0; i < 3; i++)
            {
                damaged[random.NextInt32(damaged.Length)] = (byte)random.Next();
            }

            try
            {
                Assert.That(Photo.Decode(damaged, "damaged").Pixels, Is.Not.Empty);
            }
            catch (FrugalException failure)
            {
                Assert.That(failure.Message, Does.StartWith("damaged: ").And.Not.Contain("\n"));
            }
        }
    }

    [Test]
    public void A_photo_of_30000_by_30000_pixels_is_refused_by_its_header()
    {
        var jpeg = new RgbImage(16, 16).ToJpeg();
        var frame = jpeg.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 30_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 30_000);

        foreach (var huge in new[] { jpeg, PngHeader(30_000, 30_000) })
        {
            var failure = Assert.Throws<FrugalException>(() => Photo.Decode(huge, "huge.jpg"));
            Assert.That(failure!.Message, Is.EqualTo("huge.jpg: a photo of 30000 x 30000 pixels; the limit is 40 megapixels. Make it smaller first."));
        }
    }

    [Test]
    public void Text_and_emptiness_and_absence_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        var text = folder.Write("notes.jpg", "Dear diary");
        var empty = folder.Write("empty.png", "");
        var noise = folder.Write("noise.webp", [0, 1, 2, 200, 255]);
        var missing = folder["missing.jpg"];

        Assert.That(MessageOf(text), Is.EqualTo($"{text}: a text file, not a photo that can be read. Give a JPEG, PNG or WebP file."));
        Assert.That(MessageOf(empty), Is.EqualTo($"{empty}: the file is empty (0 bytes). Copy or download it again."));
        Assert.That(MessageOf(noise), Is.EqualTo($"{noise}: not a photo that can be read. Give a JPEG, PNG or WebP file."));
        Assert.That(MessageOf(missing), Is.EqualTo($"{missing}: there is no such file. Check the path."));
        Assert.That(MessageOf(folder.Path), Does.StartWith($"{folder.Path}: the file cannot be read"));
    }

    [Test]
    public void A_large_JPEG_is_decoded_no_larger_than_its_use_asks_for()
    {
        var photo = TinyPhotos.Picture(800, 600, seed: 1).ToJpeg(95);

        var small = Photo.Decode(photo, atLeast: 96);

        Assert.That(small.Width, Is.InRange(192, 400));
        Assert.That(small.Height, Is.InRange(192, 300));
        var expected = Photo.Decode(photo).Resize(32, 32);
        Assert.That(LargestDifference(small.Resize(32, 32).Pixels, expected.Pixels), Is.LessThanOrEqualTo(6));
    }

    [Test]
    public void A_picture_survives_PNG_unchanged_and_JPEG_nearly()
    {
        var picture = TinyPhotos.Picture(50, 40, seed: 2);

        Assert.That(Photo.Decode(picture.ToPng()).Pixels, Is.EqualTo(picture.Pixels));
        Assert.That(LargestDifference(Photo.Decode(picture.ToJpeg(95)).Pixels, picture.Pixels), Is.LessThanOrEqualTo(24));
    }

    private static IEnumerable<string> Names() => Photos.Select(photo => photo.Name);

    private static string MessageOf(string path) => Assert.Throws<FrugalException>(() => Photo.Load(path))!.Message;

    private static int LargestDifference(byte[] actual, byte[] expected) => actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max();

    /// <summary>The start of a PNG file of that size, with an empty body.</summary>
    private static byte[] PngHeader(int width, int height)
    {
        var ihdr = new byte[17];
        "IHDR"u8.CopyTo(ihdr);
        BinaryPrimitives.WriteInt32BigEndian(ihdr.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(ihdr.AsSpan(8), height);
        (ihdr[12], ihdr[13]) = (8, 2);
        var crc = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32(ihdr));
        byte[] idat = [0, 0, 0, 0, .. "IDAT"u8, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(idat.AsSpan(8), Crc32("IDAT"u8));
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. ihdr, .. crc, .. idat];
    }

    internal static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }

    public sealed record Golden(string Name, int Width, int Height, int Tolerance, byte[] File, byte[] Pixels);
}
