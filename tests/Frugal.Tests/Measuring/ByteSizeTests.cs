using FsCheck;
using FsCheck.Fluent;
using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class ByteSizeTests
{
    [TestCase("400 KB", 400_000)]
    [TestCase("1.5 MiB", 1_572_864)]
    [TestCase("60MB", 60_000_000)]
    [TestCase(" 2 gib ", 2_147_483_648)]
    [TestCase("1234", 1234)]
    [TestCase("12 B", 12)]
    [TestCase("1 byte", 1)]
    [TestCase("0.5 KB", 500)]
    public void A_size_is_read_with_its_unit(string text, long bytes)
    {
        Assert.That(ByteSize.Parse(text).Bytes, Is.EqualTo(bytes));
    }

    [TestCase("")]
    [TestCase("KB")]
    [TestCase("-1 KB")]
    [TestCase("1,5 MB")]
    [TestCase("1 MB MB")]
    [TestCase("1e3 KB")]
    [TestCase("NaN")]
    [TestCase("99999999 TB")]
    public void What_is_no_size_is_refused_in_one_line_with_an_example(string text)
    {
        var failure = Assert.Throws<FrugalException>(() => ByteSize.Parse(text));

        Assert.That(failure.Message, Does.StartWith($"'{text}' is not a size.").And.Contain("400 KB").And.Not.Contain("\n"));
    }

    [TestCase(0, "0 B")]
    [TestCase(999, "999 B")]
    [TestCase(1000, "1 KB")]
    [TestCase(400_000, "400 KB")]
    [TestCase(999_499, "999 KB")]
    [TestCase(999_500, "1.00 MB")]
    [TestCase(1_536_789, "1.54 MB")]
    [TestCase(25_276_510_208, "25.3 GB")]
    public void A_size_is_printed_with_three_digits_in_decimal_units(long bytes, string text)
    {
        Assert.That(new ByteSize(bytes).ToString(), Is.EqualTo(text));
    }

    [Test]
    public void What_is_printed_is_read_back_within_half_of_the_last_digit() => Check.QuickThrowOnFailure(Prop.ForAll<int>(number =>
    {
        var size = new ByteSize(Math.Abs((long)number) * 1009);

        return Math.Abs(ByteSize.Parse(size.ToString()).Bytes - size.Bytes) <= 0.0051 * size.Bytes;
    }));

    [Test]
    public void Sizes_are_compared_and_added_by_their_bytes()
    {
        var (small, large) = (ByteSize.Parse("1 MB"), ByteSize.Parse("1 MiB"));

        Assert.Multiple(() =>
        {
            Assert.That(small < large && large > small && small <= large && large >= small);
            Assert.That((small + large).Bytes, Is.EqualTo(2_048_576));
            Assert.That(new[] { large, small }.Order(), Is.EqualTo(new[] { small, large }));
        });
    }
}
