using Frugal.Quantization;

namespace Frugal.Tests.Quantization;

public class RoundedRangeTests
{
    [TestCase(1f, 1.0000001f)]
    [TestCase(5.999999f, 6.000001f)]
    [TestCase(0.1234567f, 0.1234568f)]
    public void Ranges_that_differ_in_their_last_bits_give_one_grid(float left, float right) =>
        Assert.That(QuantizationFormat.UInt8.Parameters(new ValueRange(-left, left).Rounded()), Is.EqualTo(QuantizationFormat.UInt8.Parameters(new ValueRange(-right, right).Rounded())));

    [Test]
    public void Rounding_moves_an_end_by_at_most_a_thousandth()
    {
        var ends = TestModels.Numbers(1000, seed: 1, scale: 50);

        Assert.That(ends.Select(end => Math.Abs(new ValueRange(Math.Min(end, 0), end).Rounded().Max - end) / Math.Abs(end)), Is.All.LessThanOrEqualTo(0.001f));
    }
}
