using FsCheck.Fluent;
using Frugal.Architectures;

namespace Frugal.Training.Tests.Architectures;

public class ScalingTests
{
    [TestCase(32 * 0.35, 16)]      // 11.2 rounds to 8, which is less than 90%
    [TestCase(16 * 0.35, 8)]
    [TestCase(24 * 0.75, 24)]      // 18 rounds to 16: less than 90%
    [TestCase(32 * 1.1, 32)]
    [TestCase(40 * 1.1, 48)]       // 44 lies halfway: upwards
    [TestCase(1, 8)]
    public void Channels_are_rounded_as_the_reference_implementation_rounds_them(double channels, int expected) =>
        Assert.That(ChannelRounding.Divisible(channels), Is.EqualTo(expected));

    [Test]
    public void Rounding_keeps_to_multiples_and_loses_at_most_a_tenth() =>
        Property.Holds(Gen.Choose(1, 40_000).Select(n => n / 10.0), channels =>
        {
            var rounded = ChannelRounding.Divisible(channels);
            Assert.That(rounded % 8, Is.Zero);
            Assert.That(rounded, Is.GreaterThanOrEqualTo(0.9 * channels).And.LessThanOrEqualTo(Math.Max(8, channels + 8)));
        });

    [TestCase(0)]
    [TestCase(double.NaN)]
    public void Channels_that_are_no_positive_number_are_refused(double channels) =>
        Assert.That(() => ChannelRounding.Divisible(channels), Throws.TypeOf<FrugalException>().With.Message.Contains("width multiplier"));

    [Test]
    public void Compound_scaling_doubles_the_work_for_each_step()
    {
        // Depth and size are rounded up, so that a small network gets more than 1.2 * 1.1^2 * 1.15^2 = 1.92.
        var macs = new[] { 0.0, 2, 4 }.Select(phi =>
        {
            var options = EfficientNetOptions.Compound(phi);
            using var network = new EfficientNet(options);
            return (double)NetworkCost.Of(network, options.Size, options.Size).Macs;
        }).ToArray();

        Assert.That(Math.Sqrt(macs[1] / macs[0]), Is.InRange(1.7, 2.3));
        Assert.That(Math.Sqrt(macs[2] / macs[1]), Is.InRange(1.7, 2.3));
        Assert.That(EfficientNetOptions.Compound(0), Is.EqualTo(EfficientNetOptions.B0));
    }

    [Test]
    public void An_option_out_of_range_is_named_with_what_is_allowed()
    {
        Assert.That(() => new MobileNetV2(new MobileNetV2Options { Width = double.NaN }), Throws.TypeOf<FrugalException>().With.Message.Contains("Width is NaN; it must be 0.1 to 4"));
        Assert.That(() => new MobileNetV3(new MobileNetV3Options { Dropout = 1 }), Throws.TypeOf<FrugalException>().With.Message.Contains("Dropout is 1"));
        Assert.That(() => new ShuffleNetV2(new ShuffleNetV2Options { Width = 0.75 }), Throws.TypeOf<FrugalException>().With.Message.Contains("one of 0.5, 1, 1.5, 2"));
        Assert.That(() => new TextTransformer(new TextTransformerOptions { Width = 10, Heads = 4 }), Throws.TypeOf<FrugalException>().With.Message.Contains("4 heads"));
        Assert.That(() => EfficientNetOptions.Compound(9), Throws.TypeOf<FrugalException>().With.Message.Contains("phi is 9"));
    }
}
