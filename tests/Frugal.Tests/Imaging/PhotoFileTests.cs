using System.Buffers.Binary;
using System.IO.Compression;
using Frugal.Imaging;

namespace Frugal.Tests.Imaging;

public class PhotoFileTests
{
    private static readonly byte[] Progressive = GoldenFile.Read<PhotoTests.Golden>("Imaging/photos.golden.json").Single(photo => photo.Name == "JPEG progressive, 4:2:0").File;

    [TestCase(10, null)]
    [TestCase(480, "a JPEG file of 480 scans; 64 scans are allowed at its size. Save it again as a baseline JPEG.")]
    public void A_JPEG_file_of_many_scans_is_refused(int scans, string? excess)
    {
        var file = WithScans(Progressive, scans);

        Assert.That(PhotoFile.Excess(file), Is.EqualTo(excess));
        Assert.That(() => Photo.Decode(file, "many.jpg"), excess is null ? Throws.Nothing : Throws.TypeOf<FrugalException>().With.Message.EqualTo($"many.jpg: {excess}"));
    }

    [Test]
    public void A_large_JPEG_file_may_have_fewer_scans()
    {
        var file = WithScans(Progressive, 40);
        Resize(file, 6000, 4000);

        Assert.That(PhotoFile.Excess(file), Is.EqualTo("a JPEG file of 40 scans; 33 scans are allowed at its size. Save it again as a baseline JPEG."));
        Assert.That(PhotoFile.Excess(WithScans(Progressive, 40)), Is.Null);
    }

    [Test]
    public void Marks_of_scans_in_a_thumbnail_or_after_the_end_do_not_count()
    {
        byte[] marks = [.. Enumerable.Repeat<byte[]>([0xFF, 0xDA], 500).SelectMany(mark => mark)];
        byte[] thumbnail = [0xFF, 0xE1, 0x03, 0xEA, .. marks];

        Assert.That(PhotoFile.Excess([.. Progressive[..2], .. thumbnail, .. Progressive[2..], .. marks]), Is.Null);
    }

    [TestCase("zTXt", "k\0\0", 900, true)]
    [TestCase("iTXt", "k\0\u0001\0\0\0", 900, true)]
    [TestCase("zTXt", "k\0\0", 5, false)]
    [TestCase("iTXt", "k\0\0\0\0\0", 900, false)]
    public void Compressed_texts_of_a_PNG_file_are_bounded(string type, string key, int count, bool refused)
    {
        var png = new RgbImage(8, 8).ToPng();
        byte[] chunk = Chunk(type, [.. key.Select(letter => (byte)letter), .. Zeros(7_900_000)]);

        byte[] file = [.. png[..33], .. Enumerable.Repeat(chunk, count).SelectMany(bytes => bytes), .. png[33..]];

        Assert.That(PhotoFile.Excess(file), refused ? Does.StartWith("a PNG file with ").And.EndWith(" bytes of compressed text; 65,536 are allowed. Save it again without its metadata.") : Is.Null);
        Assert.That(() => Photo.Decode(file), refused ? Throws.TypeOf<FrugalException>() : Throws.Nothing);
    }

    [Test]
    public void The_first_bytes_tell_the_format()
    {
        var picture = new RgbImage(8, 8);

        Assert.That(PhotoFile.FormatOf(picture.ToJpeg()), Is.EqualTo(PhotoFormat.Jpeg));
        Assert.That(PhotoFile.FormatOf(picture.ToPng()), Is.EqualTo(PhotoFormat.Png));
        Assert.That(PhotoFile.FormatOf("RIFF....WEBPVP8L"u8), Is.EqualTo(PhotoFormat.WebP));
        Assert.That(PhotoFile.FormatOf("GIF89a.........."u8), Is.EqualTo(PhotoFormat.Unknown));
        Assert.That(PhotoFile.FormatOf([]), Is.EqualTo(PhotoFormat.Unknown));
    }

    [TestCase("JPEG progressive, 4:2:0")]
    [TestCase("PNG")]
    public void Any_part_of_a_file_is_walked_to_its_end(string name)
    {
        var file = GoldenFile.Read<PhotoTests.Golden>("Imaging/photos.golden.json").Single(photo => photo.Name == name).File;

        Assert.That(Enumerable.Range(0, file.Length).Select(length => PhotoFile.Excess(file.AsSpan(0, length))), Is.All.Null);
    }

    /// <summary>The progressive file, its last scan repeated until there are so many.</summary>
    private static byte[] WithScans(byte[] file, int count)
    {
        byte[] mark = [0xFF, 0xDA];
        var last = file.AsSpan().LastIndexOf(mark);
        var scans = Enumerable.Range(0, file.Length - 1).Count(at => file.AsSpan(at).StartsWith(mark));
        return [.. file[..last], .. Enumerable.Repeat(file[last..^2], count - scans + 1).SelectMany(bytes => bytes), .. file[^2..]];
    }

    private static void Resize(byte[] jpeg, ushort width, ushort height)
    {
        var frame = jpeg.AsSpan().IndexOf((byte[])[0xFF, 0xC2]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), width);
    }

    private static byte[] Zeros(int count)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[count]);
        }

        return packed.ToArray();
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, PhotoTests.Crc32(body));
        return [.. length, .. body, .. checksum];
    }
}
