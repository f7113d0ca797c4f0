using System.Buffers.Binary;
using Frugal.Grading.Containment;

namespace Frugal.Grading.Tests.Containment;

public class FrameTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(200_000)]
    public void A_frame_is_read_as_it_was_written(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        using var stream = new MemoryStream();
        Frame.Write(stream, content);
        stream.Position = 0;

        Assert.That(Frame.Read(stream, length), Is.EqualTo(content));
        Assert.That(Frame.Read(stream, length), Is.Null);
    }

    [TestCase(-1, 0)]
    [TestCase(101, 200)]
    [TestCase(int.MaxValue, 10)]
    [TestCase(50, 49)]
    public void A_length_that_is_not_allowed_or_not_kept_is_refused(int length, int sent)
    {
        var bytes = new byte[4 + sent];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);

        Assert.That(() => Frame.Read(new MemoryStream(bytes), 100), Throws.TypeOf<InvalidDataException>());
    }

    [TestCase(1)]
    [TestCase(3)]
    public void A_header_cut_short_is_refused(int bytes) =>
        Assert.That(() => Frame.Read(new MemoryStream(new byte[bytes]), 100), Throws.TypeOf<InvalidDataException>());
}
